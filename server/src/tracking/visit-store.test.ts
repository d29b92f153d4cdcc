import { expect, it } from "vitest";
import { hitOf, visitOf } from "../../test/fixtures/hit.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { emptyConversions } from "./conversions.ts";
import { createVisitStore } from "./visit-store.ts";

// As the recorded answers show: a hit that begins a visit in the second in which the last one ended leaves two of that second.
it("gives of visits last active in one second the first by the visitor's id, the last by the fingerprint", () => {
  const store = createVisitStore({} as Warehouse, { visitColumns: [], keptInCart: [] }, 10, 0);
  const hits = [hitOf({}, { position: 1 }), hitOf({}, { position: 2 })];
  for (const hit of hits) store.add({ visit: visitOf(hit), seen: new Set(), conversions: emptyConversions });
  const [{ site, visitorId, fingerprint, time }] = hits as [(typeof hits)[number]];
  expect(store.latestOfVisitor(site.id, visitorId, time)?.visit.visit).toBe(1);
  expect(store.latestOfFingerprint(site.id, fingerprint, time, time, "")?.visit.visit).toBe(2);
});

it("gives of visits last active in one second one that is not full, so that what follows a full visit is one visit", () => {
  const store = createVisitStore({} as Warehouse, { visitColumns: [], keptInCart: [] }, 10, 0);
  const hits = [hitOf({}, { position: 1 }), hitOf({}, { position: 2 })];
  const [full, next] = hits.map((hit) => visitOf(hit));
  for (const visit of [{ ...full!, total_actions: 10_000 }, next!]) store.add({ visit, seen: new Set(), conversions: emptyConversions });
  const [{ site, visitorId, time }] = hits as [(typeof hits)[number]];
  expect(store.latestOfVisitor(site.id, visitorId, time)?.visit.visit).toBe(2);
});
