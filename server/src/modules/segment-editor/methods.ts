import { noAccess, notAllowed, unknownThing, wrongParameter } from "../../base/errors.ts";
import { type Caller, mayOn, nobody, requireRole, requireSignedIn } from "../../catalog/caller.ts";
import { type Method, type MethodContext, method } from "../../catalog/method.ts";
import { flag, integer, text } from "../../catalog/params.ts";
import type { Records } from "../../db/records.ts";
import { requireSite } from "../../db/sites.ts";
import { findSegment, findSegments, insertSegment, type Segment, segmentOnWire, storedDefinition, updateSegment } from "./segments.ts";

const segmentParams = {
  name: text(),
  definition: text(),
  /** 0 stands for all sites. */
  idSite: integer(0).or(0),
  autoArchive: flag().or(false),
  enabledAllUsers: flag().or(false),
};

const add = method({
  method: "SegmentEditor.add",
  docs: "Keeps a segment under a name, for one site or for all, for oneself or for all users, and returns its id.",
  access: "someView",
  params: segmentParams,
  run: async (context) => {
    const { records, caller, clock } = context;
    requireSignedIn(caller);
    const created = Math.floor(clock.now() / 1000);
    return insertSegment(records, { ...(await readSaid(context)), login: caller.login, created });
  },
});

const update = method({
  method: "SegmentEditor.update",
  docs: "Changes a segment; all of it has to be said again.",
  access: "someView",
  params: { idSegment: integer(1), ...segmentParams },
  run: async (context) => {
    const { params, records, caller, clock } = context;
    requireOwner(caller, await requireSegment(records, caller, params.idSegment));
    await updateSegment(records, params.idSegment, { ...(await readSaid(context)), edited: Math.floor(clock.now() / 1000) });
    return true;
  },
});

const remove = method({
  method: "SegmentEditor.delete",
  docs: "Removes a segment from the list. Visits are not touched.",
  access: "someView",
  params: { idSegment: integer(1) },
  run: async ({ params, records, caller, clock }) => {
    requireOwner(caller, await requireSegment(records, caller, params.idSegment));
    await updateSegment(records, params.idSegment, { deleted: 1, edited: Math.floor(clock.now() / 1000) });
    return true;
  },
});

const get = method({
  method: "SegmentEditor.get",
  docs: "Tells about one segment.",
  access: "someView",
  params: { idSegment: integer(1) },
  run: async ({ params, records, caller }) => {
    const segment = await findSegment(records, params.idSegment);
    if (!segment) return false;
    return segmentOnWire(await requireSegment(records, caller, params.idSegment));
  },
});

const getAll = method({
  method: "SegmentEditor.getAll",
  docs: "Lists the segments that the user may use, on one site or on any.",
  access: "someView",
  params: { idSite: integer(1).optional() },
  run: async ({ params, records, caller }) => {
    if (params.idSite !== undefined) {
      requireRole(caller, "view", params.idSite);
      await requireSite(records, params.idSite);
    }
    return (await findSegments(records, caller, params.idSite)).map(segmentOnWire);
  },
});

const isUserCanAddNewSegment = method({
  method: "SegmentEditor.isUserCanAddNewSegment",
  docs: "Whether the user may keep segments for that site.",
  access: "someView",
  params: { idSite: integer(1) },
  run: ({ params, caller }) => caller.login !== nobody.login && mayOn(caller, "view", params.idSite),
});

export const methods: readonly Method[] = [add, update, remove, get, getAll, isUserCanAddNewSegment];

type Said = Pick<Segment, "name" | "definition" | "site" | "shared" | "auto_archive">;

async function readSaid({ params, records, caller, readSegment }: MethodContext<typeof segmentParams>): Promise<Said> {
  if (params.name.trim() === "") throw wrongParameter("name", params.name, "the name of the segment, not blank");
  if (params.definition.trim() === "") throw wrongParameter("definition", params.definition, "a segment, such as countryCode==de");
  // What cannot be read later must not be kept; the condition itself is not needed here.
  const sites = params.idSite === 0 ? [] : [params.idSite];
  readSegment?.(params.definition, "visits", { sites, from: "2000-01-01", to: "2000-01-01" });
  if (params.idSite === 0 && !caller.superuser) throw noAccess("superuser access to keep a segment for all websites");
  if (params.idSite !== 0) {
    requireRole(caller, "view", params.idSite);
    await requireSite(records, params.idSite);
  }
  if (params.enabledAllUsers && !caller.superuser) throw noAccess("superuser access to share a segment with all users");
  return {
    name: params.name,
    definition: storedDefinition(params.definition),
    site: params.idSite,
    shared: params.enabledAllUsers ? 1 : 0,
    auto_archive: params.autoArchive ? 1 : 0,
  };
}

async function requireSegment(records: Records, caller: Caller, id: number): Promise<Segment> {
  const segment = await findSegment(records, id);
  if (!segment || !(segment.shared || caller.superuser || segment.login === caller.login)) throw unknownThing("segment", String(id));
  return segment;
}

function requireOwner(caller: Caller, segment: Segment): void {
  requireSignedIn(caller);
  if (!caller.superuser && segment.login !== caller.login)
    throw notAllowed("Only a superuser and the user who made a segment can change it. Add one of your own with the same definition.");
}
