import { localTime } from "../base/dates.ts";
import type { Hit } from "../catalog/hit.ts";
import { isFull, type OpenVisit, type Traits, type VisitStore, visitLength } from "./visit-store.ts";

export interface Recognition {
  /** The visitor's last visit, open or over. */
  readonly known: OpenVisit | undefined;
  /** Whether this hit goes on with it. */
  readonly continues: boolean;
}

/**
 * Finds whose hit this is: by the visitor's id at any time back, else by the fingerprint within half an hour.
 * Source of the rules: the recorded answers and Matomo's VisitorRecognizer and VisitRequestProcessor.
 */
export function recognise(hit: Hit, store: VisitStore): Recognition {
  const known = findVisitor(hit, store);
  if (!known || isFull(known.visit)) return { known: undefined, continues: false };
  return { known, continues: continuesVisit(hit, known) };
}

/** What the store must know to recognise the hit. */
export function traitsOf(hit: Hit): Traits {
  const { site, visitorId, fingerprint, userId, time } = hit;
  return {
    site: site.id,
    visitor: visitorId,
    fingerprint: mayResemble(hit) ? fingerprint : "",
    userId: visitorId === "" ? "" : userId,
    time,
  };
}

/** Who insists on a visitor id, without a user id, wants that one and no look-alike. */
function mayResemble({ visitorId, visitorIdForced, userId }: Hit): boolean {
  return visitorId === "" || !visitorIdForced || userId !== "";
}

function findVisitor(hit: Hit, store: VisitStore): OpenVisit | undefined {
  const until = hit.time + visitLength;
  const byFingerprint = (userId: string) => store.latestOfFingerprint(hit.site.id, hit.fingerprint, hit.time - visitLength, until, userId);
  if (hit.visitorId === "") return byFingerprint("");
  const byId = store.latestOfVisitor(hit.site.id, hit.visitorId, until);
  return byId ?? (mayResemble(hit) ? byFingerprint(hit.userId) : undefined);
}

function continuesVisit(hit: Hit, { visit }: OpenVisit): boolean {
  if (hit.params.flag("new_visit")) return false;
  if (visit.last_time <= hit.time - visitLength) return false;
  return localTime(visit.last_time, hit.site.timezone).day === hit.day;
}
