import { expect, it } from "vitest";
import { callerWith, openOffice, superuser } from "../../../test/harness/administration.ts";
import { addPlainSite } from "../../../test/harness/site.ts";
import type { Caller } from "../../catalog/caller.ts";
import { addTrackingFailures } from "../../db/tracking-failures.ts";
import { methods } from "./methods.ts";

const now = Date.UTC(2026, 5, 1, 12) / 1000;
const anna = callerWith("anna", { 1: "view", 2: "admin" });

/** Failures as `site kind`, some seconds before now. */
async function open(...failures: readonly (readonly [site: number, kind: number, ago: number])[]) {
  const office = await openOffice(methods, now * 1000);
  await addPlainSite(office.records, "One");
  await addPlainSite(office.records, "Two");
  for (const [site, kind, ago] of failures)
    await addTrackingFailures(office.records, [{ site, kind, first_seen: now - ago, request: "url=+https%3A%2F%2Fx.org%2F" }], now - ago);
  const keys = async (caller: Caller) => {
    const found = (await office.call("CoreAdminHome.getTrackingFailures", {}, caller)) as { idsite: number; idfailure: number }[];
    return found.map(({ idsite, idfailure }) => `${idsite} ${idfailure}`);
  };
  return { office, keys };
}

it("tells everything of a failure", async () => {
  const { office } = await open([2, 1, 3725], [9, 7, 0]);
  expect(await office.call("CoreAdminHome.getTrackingFailures")).toMatchObject([
    {
      date_first_occurred: "2026-06-01 10:57:55",
      pretty_date_first_occurred: "Jun 1, 2026 10:57:55",
      site_name: "Two",
      url: "https://x.org/",
    },
    { site_name: "Unknown", problem: "", solution: "" },
  ]);
});

it("shows administrators their sites, superusers those that do not exist too", async () => {
  const { keys } = await open([1, 2, 0], [2, 2, 0], [99, 1, 0]);
  expect(await keys(superuser)).toEqual(["1 2", "2 2", "99 1"]);
  expect(await keys(anna)).toEqual(["2 2"]);
});

it("keeps the first of a site and kind, for two days", async () => {
  const twoDays = 172_800;
  const { office, keys } = await open([1, 1, twoDays + 1], [1, 2, twoDays], [2, 1, 5], [2, 1, 0]);
  expect(await keys(superuser)).toEqual(["1 2", "2 1"]);
  expect(await office.records.selectFrom("tracking_failures").select("first_seen").orderBy("first_seen").execute()).toEqual([
    { first_seen: now - twoDays },
    { first_seen: now - 5 },
  ]);
});

it("keeps no more than there is room for", async () => {
  const { office, keys } = await open();
  const many = Array.from({ length: 1100 }, (_, site) => ({ site, kind: 1, first_seen: now, request: "" }));
  await addTrackingFailures(office.records, many.slice(0, 900), now);
  await addTrackingFailures(office.records, many.slice(900), now);
  expect(await keys(superuser)).toHaveLength(1000);
});

it("removes failures of sites that the caller administers only", async () => {
  const { office, keys } = await open([1, 2, 0], [2, 1, 0], [2, 2, 0], [0, 1, 0]);
  await expect(office.call("CoreAdminHome.deleteTrackingFailure", { idSite: "1", idFailure: "2" }, anna)).rejects.toThrow("'admin' access");
  await office.call("CoreAdminHome.deleteTrackingFailure", { idSite: "2", idFailure: "1" }, anna);
  expect(await keys(superuser)).toEqual(["0 1", "1 2", "2 2"]);
  await office.call("CoreAdminHome.deleteAllTrackingFailures", {}, anna);
  expect(await keys(superuser)).toEqual(["0 1", "1 2"]);
  await office.call("CoreAdminHome.deleteAllTrackingFailures");
  expect(await keys(superuser)).toEqual([]);
});
