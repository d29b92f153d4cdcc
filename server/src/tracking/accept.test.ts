import { beforeEach, describe, expect, it } from "vitest";
import { addPlainSite } from "../../test/harness/site.ts";
import { openRecords, type Records } from "../db/records.ts";
import { changeSettings, defaultSettings, type InstanceSettings } from "../db/settings.ts";
import { type Acceptance, accept } from "./accept.ts";
import { createGatekeeper } from "./gatekeeper.ts";
import { openLocationDatabases } from "./location-databases.ts";
import { createSiteReader } from "./sites.ts";
import { idOfUser } from "./visitor-id.ts";

const noon = Date.UTC(2026, 5, 15, 12) / 1000;
const oneDay = 86_400;
const origin = {
  ip: "192.0.2.1",
  userAgent: "",
  acceptLanguage: "",
  referer: "",
  doNotTrack: false,
  prefetch: false,
  hints: undefined,
  cookies: {},
};

let records: Records;
beforeEach(async () => {
  records = await openRecords(":memory:");
  await addPlainSite(records);
});

/** What becomes of a request with those parameters, for a server with those settings. */
async function acceptWith(settings: Partial<InstanceSettings>, params: Readonly<Record<string, string>>): Promise<Acceptance> {
  await changeSettings(records, settings);
  const databases = await openLocationDatabases(undefined);
  const gatekeeper = createGatekeeper({ sites: createSiteReader(records), databases, mayWrite: async () => true });
  const clock = { now: () => noon * 1000 };
  return accept({ idsite: "1", rec: "1", ...params }, "token", origin, { clock, gatekeeper, keyOf: (text) => `key of ${text.length}` });
}

describe("what is written down of people", () => {
  const params = { uid: "anna@example.org", idgoal: "0", ec_id: "order-of-anna", revenue: "1" };
  const privacy = { ...defaultSettings.privacy, anonymizeUserId: true, anonymizeOrderId: true };

  it("names neither user nor order where pseudonyms are wanted", async () => {
    const acceptance = await acceptWith({ privacy }, params);
    expect(JSON.stringify(acceptance)).not.toContain("anna");
    expect(acceptance).toMatchObject({ payload: { userId: "key of 16", visitorId: idOfUser(params.uid), params: { ec_id: "key of 13" } } });
  });

  it("is what came where nobody wants them", async () => {
    expect(await acceptWith({}, params)).toMatchObject({ payload: { userId: params.uid, params: { ec_id: params.ec_id } } });
  });

  it("leaves a cart a cart", async () => {
    const acceptance = await acceptWith({ privacy }, { idgoal: "0", ec_id: "0" });
    expect(acceptance).toMatchObject({ payload: { params: { ec_id: "0" } } });
  });
});

describe("a hit of a day whose visits are deleted by now", () => {
  const retention = { ...defaultSettings.retention, deleteVisits: true, visitDays: 30 };

  it.each<[string, Partial<InstanceSettings>, number, boolean]>([
    ["is dropped", { retention }, 31, true],
    ["counts on the last day that stays", { retention }, 30, false],
    ["counts where nothing is deleted", {}, 400, false],
  ])("%s", async (_, settings, days, isDropped) => {
    const acceptance = await acceptWith(settings, { cdt: String(noon - days * oneDay) });
    expect(acceptance).toEqual(isDropped ? { dropped: "older-than-kept" } : { payload: expect.anything() });
  });
});
