import { createHash } from "node:crypto";
import type { Selectable } from "kysely";
import { dateTimeText } from "../../base/dates.ts";
import type { Caller } from "../../catalog/caller.ts";
import type { Cells } from "../../catalog/table.ts";
import type { Records, SegmentRecord } from "../../db/records.ts";

export type Segment = Selectable<SegmentRecord>;

/** Segments that the caller may use, by name; with a site those of the site and those of all sites. The caller's own come first, then those shared. */
export async function findSegments(records: Records, caller: Caller, site?: number): Promise<readonly Segment[]> {
  let asked = records.selectFrom("segments").selectAll().where("deleted", "=", 0).orderBy("name").orderBy("id");
  if (site !== undefined) asked = asked.where("site", "in", [0, site]);
  if (!caller.superuser) asked = asked.where((is) => is.or([is("shared", "=", 1), is("login", "=", caller.login)]));
  const rank = (segment: Segment) => (segment.login === caller.login ? 0 : segment.shared ? 1 : 2);
  return (await asked.execute()).toSorted((a, b) => rank(a) - rank(b));
}

export function findSegment(records: Records, id: number): Promise<Segment | undefined> {
  return records.selectFrom("segments").selectAll().where("id", "=", id).where("deleted", "=", 0).executeTakeFirst();
}

export async function insertSegment(records: Records, segment: Omit<Segment, "id" | "starred" | "edited" | "deleted">): Promise<number> {
  const added = await records
    .insertInto("segments")
    .values({ ...segment, starred: 0, edited: null, deleted: 0 })
    .returning("id")
    .executeTakeFirstOrThrow();
  return added.id;
}

export async function updateSegment(records: Records, id: number, changes: Partial<Omit<Segment, "id">>): Promise<void> {
  await records.updateTable("segments").set(changes).where("id", "=", id).execute();
}

/** A segment as clients see it. */
export function segmentOnWire(segment: Segment): Cells {
  return {
    idsegment: segment.id,
    name: segment.name,
    definition: segment.definition,
    hash: createHash("md5").update(decoded(segment.definition)).digest("hex"),
    login: segment.login,
    enable_all_users: segment.shared,
    enable_only_idsite: segment.site,
    auto_archive: segment.auto_archive,
    ts_created: dateTimeText(segment.created),
    ts_last_edit: segment.edited === null ? null : dateTimeText(segment.edited),
    deleted: segment.deleted,
  };
}

/** NOTE matomo: characters that would end a definition within an address are kept encoded. */
export function storedDefinition(definition: string): string {
  return definition.replaceAll("#", "%23").replaceAll("'", "%27").replaceAll("&", "%26");
}

function decoded(definition: string): string {
  try {
    return decodeURIComponent(definition.replaceAll("+", " "));
  } catch {
    return definition;
  }
}
