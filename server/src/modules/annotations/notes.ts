import type { Selectable } from "kysely";
import type { Day } from "../../base/dates.ts";
import { unknownThing } from "../../base/errors.ts";
import { type Caller, mayOn, nobody } from "../../catalog/caller.ts";
import type { Cells } from "../../catalog/table.ts";
import type { AnnotationRecord, Records } from "../../db/records.ts";

export type Note = Selectable<AnnotationRecord>;

const longestNote = 255;

/** Notes of a site by day, then in the order in which they were made; with days only those of them. */
export function findNotes(records: Records, site: number, days?: { readonly from: Day; readonly to: Day }): Promise<Note[]> {
  const all = records.selectFrom("annotations").selectAll().where("site", "=", site).orderBy("day").orderBy("note_id");
  return (days ? all.where("day", ">=", days.from).where("day", "<=", days.to) : all).execute();
}

/** A note by its number within the site; a UserError where there is none. */
export async function requireNote(records: Records, site: number, id: number): Promise<Note> {
  const found = await records.selectFrom("annotations").selectAll().where("site", "=", site).where("note_id", "=", id).executeTakeFirst();
  if (!found) throw unknownThing("annotation", String(id));
  return found;
}

/** Adds a note and returns it. Notes of a site are numbered from 0. */
export function insertNote(records: Records, note: Omit<Note, "note_id">): Promise<Note> {
  return records.transaction().execute(async (transaction) => {
    const last = await transaction
      .selectFrom("annotations")
      .select(({ fn }) => fn.max("note_id").as("id"))
      .where("site", "=", note.site)
      .executeTakeFirst();
    const added = { ...note, note_id: (last?.id ?? -1) + 1 };
    await transaction.insertInto("annotations").values(added).execute();
    return added;
  });
}

export async function updateNote(
  records: Records,
  site: number,
  id: number,
  changes: Partial<Omit<Note, "site" | "note_id">>,
): Promise<void> {
  if (Object.keys(changes).length > 0)
    await records.updateTable("annotations").set(changes).where("site", "=", site).where("note_id", "=", id).execute();
}

/** Removes one note of a site, or all of them. */
export async function deleteNotes(records: Records, site: number, id?: number): Promise<void> {
  const all = records.deleteFrom("annotations").where("site", "=", site);
  await (id === undefined ? all : all.where("note_id", "=", id)).execute();
}

/** Cuts a note that is too long. */
export function shortened(note: string): string {
  const characters = [...note];
  return characters.length > longestNote ? `${characters.slice(0, longestNote - 1).join("")}…` : note;
}

export function mayChange(caller: Caller, note: Note): boolean {
  return mayOn(caller, "write", note.site) || (caller.login !== nobody.login && caller.login === note.login);
}

/** A note as clients see it; who wrote it is told to users only. */
export function noteOnWire(note: Note, caller: Caller): Cells {
  return {
    date: note.day,
    note: note.note,
    starred: note.starred,
    ...(caller.login === nobody.login ? {} : { user: note.login }),
    idNote: note.note_id,
    canEditOrDelete: mayChange(caller, note),
  };
}
