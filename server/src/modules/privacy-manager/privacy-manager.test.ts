import { describe, expect, it } from "vitest";
import { openOffice } from "../../../test/harness/administration.ts";
import { readSettings } from "../../db/settings.ts";
import { methods } from "./methods.ts";

const ip = { anonymizeIPEnable: "1", maskLength: "3", useAnonymizedIpForVisitEnrichment: "1" };

describe("PrivacyManager.setAnonymizeIpSettings", () => {
  it("changes what it names and leaves the rest", async () => {
    const office = await openOffice(methods);
    await office.call("PrivacyManager.activateDoNotTrack");
    await office.call("PrivacyManager.setAnonymizeIpSettings", { ...ip, anonymizeUserId: "1", anonymizeReferrer: "exclude_path" });
    expect(await office.call("PrivacyManager.setAnonymizeIpSettings", { ...ip, anonymizeIPEnable: "0", maskLength: "1" })).toBe(true);
    expect((await readSettings(office.records)).privacy).toEqual({
      anonymizeIp: false,
      maskBytes: 1,
      enrichWithMaskedIp: true,
      obeyDoNotTrack: true,
      anonymizeUserId: true,
      anonymizeOrderId: false,
      anonymizeReferrer: "",
      cookieless: false,
    });
  });

  it.each([{ maskLength: "0" }, { maskLength: "5" }, { anonymizeIPEnable: "often" }])("refuses %j", async (wrong) => {
    const office = await openOffice(methods);
    await expect(office.call("PrivacyManager.setAnonymizeIpSettings", { ...ip, ...wrong })).rejects.toThrow(Object.keys(wrong)[0]);
  });
});

describe("Do Not Track", () => {
  it("is not obeyed until it is switched on, and can be switched off", async () => {
    const office = await openOffice(methods);
    const obeyed = async () => (await readSettings(office.records)).privacy.obeyDoNotTrack;
    expect(await obeyed()).toBe(false);
    await office.call("PrivacyManager.activateDoNotTrack");
    expect(await obeyed()).toBe(true);
    await office.call("PrivacyManager.deactivateDoNotTrack");
    expect(await obeyed()).toBe(false);
  });
});

describe("retention", () => {
  it("is changed by who confirms it with a password only", async () => {
    const office = await openOffice(methods);
    const change = { enableDeleteLogs: "1", deleteLogsOlderThan: "30" };
    await expect(office.call("PrivacyManager.setDeleteLogsSettings", change)).rejects.toThrow("passwordConfirmation");
    expect((await readSettings(office.records)).retention.deleteVisits).toBe(false);
  });
});
