import { type Caller, mayOn, requireRole } from "../../catalog/caller.ts";
import { type Method, method } from "../../catalog/method.ts";
import { integer } from "../../catalog/params.ts";
import type { Records } from "../../db/records.ts";
import { findSites, siteIds } from "../../db/sites.ts";
import { deleteTrackingFailures, findTrackingFailures } from "../../db/tracking-failures.ts";
import { archiving } from "./archiving.ts";
import { failureOnWire } from "./failure-on-wire.ts";
import { optOutMethods } from "./opt-out.ts";

const getTrackingFailures = method({
  method: "CoreAdminHome.getTrackingFailures",
  docs: "Lists tracking requests of the last two days that were refused, the first of each site and kind. Superusers see those for websites that do not exist too.",
  access: "someAdmin",
  params: {},
  run: async ({ records, caller, clock }) => {
    const failures = await findTrackingFailures(records, Math.floor(clock.now() / 1000), await sitesOf(records, caller));
    if (failures.length === 0) return [];
    const names = new Map((await findSites(records, [...new Set(failures.map(({ site }) => site))])).map(({ id, name }) => [id, name]));
    return failures.map((failure) => failureOnWire(failure, names.get(failure.site)));
  },
});

const deleteTrackingFailure = method({
  method: "CoreAdminHome.deleteTrackingFailure",
  docs: "Removes one refused tracking request from the list.",
  access: "someAdmin",
  // A request can have named a website that does not exist, 0 among them.
  params: { idSite: integer(0), idFailure: integer(0) },
  run: async ({ params, records, caller }) => {
    requireRole(caller, "admin", params.idSite);
    await deleteTrackingFailures(records, { site: params.idSite, kind: params.idFailure });
    return undefined;
  },
});

const deleteAllTrackingFailures = method({
  method: "CoreAdminHome.deleteAllTrackingFailures",
  docs: "Removes all refused tracking requests that the caller may see from the list.",
  access: "someAdmin",
  params: {},
  run: async ({ records, caller }) => {
    await deleteTrackingFailures(records, (await sitesOf(records, caller)) ?? "all");
    return undefined;
  },
});

export const methods: readonly Method[] = [
  getTrackingFailures,
  deleteTrackingFailure,
  deleteAllTrackingFailures,
  ...optOutMethods,
  ...archiving,
];

/** The sites that the caller administers; undefined for a superuser, who sees more than there are. */
async function sitesOf(records: Records, caller: Caller): Promise<readonly number[] | undefined> {
  return caller.superuser ? undefined : (await siteIds(records)).filter((site) => mayOn(caller, "admin", site));
}
