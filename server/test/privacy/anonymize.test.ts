import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesWith } from "../harness/files-with.ts";
import { type RunningServer, startRunningServer } from "../harness/running-server.ts";

/** Words that stand nowhere but in what this person did. */
const secret = "quagga7531";

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer();
  await server.ask("PrivacyManager.setAnonymizeIpSettings", {
    anonymizeIPEnable: "0",
    maskLength: "1",
    useAnonymizedIpForVisitEnrichment: "0",
  });
  for (const name of ["One", "Two"]) await server.ask("SitesManager.addSite", { siteName: name, "urls[0]": "https://one.example.org" });
  const person = {
    uid: `${secret}@example.org`,
    url: `https://one.example.org/${secret}`,
    token_auth: server.token,
    city: "Lyon",
    country: "fr",
  };
  for (const [idsite, cip] of [
    ["1", "203.0.113.77"],
    ["2", "2001:db8:1:2:3:4:5:6"],
  ] as const) {
    await server.hit({ ...person, idsite, cip });
    await server.hit({ ...person, idsite, cip, action_name: secret });
    await server.hit({ ...person, idsite, cip, e_c: "Form", e_a: secret, e_n: "x" });
    await server.hit({ ...person, idsite, cip, idgoal: "0", ec_id: "order-1", revenue: "5" });
  }
});
afterAll(() => server.close());

interface Told {
  readonly log_visit: readonly Readonly<Record<string, unknown>>[];
  readonly log_link_visit_action: readonly Readonly<Record<string, unknown>>[];
  readonly log_conversion: readonly Readonly<Record<string, unknown>>[];
}

async function told(site: string): Promise<Told> {
  const found = (await server.ask("PrivacyManager.findDataSubjects", { idSite: site, segment: "actions>=1" })) as { idVisit: number }[];
  const visits = JSON.stringify(found.map(({ idVisit }) => ({ idsite: Number(site), idvisit: idVisit })));
  return (await server.ask("PrivacyManager.exportDataSubjects", { visits })) as Told;
}

const anonymize = (params: Readonly<Record<string, string>>) =>
  server.ask("PrivacyManager.anonymizeSomeRawData", { date: "today", passwordConfirmation: server.password, ...params });

describe("making the past anonymous", () => {
  it.each([
    [{ anonymizeIp: "1", passwordConfirmation: "wrong" }, "passwordConfirmation"],
    [{}, "nothing"],
    [{ unsetVisitColumns: "location_ip" }, "unsetVisitColumns"],
    [{ unsetLinkVisitActionColumns: "url; DROP TABLE visits" }, "unsetLinkVisitActionColumns"],
    [{ anonymizeIp: "1", date: "some day" }, "some day"],
  ])("refuses %j", async (params: Readonly<Record<string, string>>, words) => {
    expect(await anonymize(params)).toMatchObject({ result: "error", message: expect.stringContaining(words) });
  });

  it("lists what can be emptied, by the names that clients know", async () => {
    const columns = (await server.ask("PrivacyManager.getAvailableVisitColumnsToAnonymize")) as {
      column_name: string;
      default_value: unknown;
    }[];
    expect(columns).toContainEqual({ column_name: "location_longitude", default_value: null });
    expect(columns).toContainEqual({ column_name: "user_id", default_value: "" });
    expect(columns.map((column) => column.column_name)).not.toContain("location_ip");
    expect(await server.ask("PrivacyManager.getAvailableLinkVisitActionColumnsToAnonymize")).toContainEqual({
      column_name: "idaction_event_action",
      default_value: "",
    });
  });

  it("changes what is asked for, on the sites that are asked for", async () => {
    const users = { anonymizeUserId: "1", idSites: "1" };
    expect(await anonymize({ anonymizeIp: "1", anonymizeLocation: "1", ...users })).toMatchObject({ result: "success" });
    const [one, two] = [(await told("1")).log_visit[0], (await told("2")).log_visit[0]];
    expect(one).toMatchObject({ location_ip: "203.0.0.0", location_country: "fr", location_city: "" });
    expect(one?.user_id).toMatch(/^[0-9a-f]{40}$/);
    expect(two).toMatchObject({ location_ip: "2001:db8:1:2:3:4:5:6", location_city: "Lyon", user_id: `${secret}@example.org` });
    // A pseudonym is not hidden once more.
    await anonymize(users);
    expect((await told("1")).log_visit[0]?.user_id).toBe(one?.user_id);
  });

  it("masks addresses of both kinds and gives the same person the same pseudonym everywhere", async () => {
    await anonymize({ anonymizeIp: "1", anonymizeUserId: "1" });
    const [one, two] = [(await told("1")).log_visit[0], (await told("2")).log_visit[0]];
    expect(two).toMatchObject({ location_ip: "2001:db8:1::", user_id: one?.user_id });
  });

  it("leaves nothing of emptied columns on the disk, and a later hit brings nothing back", async () => {
    expect(await filesWith(server.data, secret)).not.toEqual([]);
    expect((await told("1")).log_conversion[0]).toMatchObject({ met_titles: ["", secret] });
    const visitColumns = ["visit_entry_idaction_url", "visit_exit_idaction_url", "visit_entry_idaction_name", "visit_exit_idaction_name"];
    const actionColumns = ["idaction_url", "idaction_event_action", "idaction_url_ref", "idaction_name", "idaction_name_ref"];
    const visits = Object.fromEntries(visitColumns.map((column, at) => [`unsetVisitColumns[${at}]`, column]));
    const actions = Object.fromEntries(actionColumns.map((column, at) => [`unsetLinkVisitActionColumns[${at}]`, column]));
    expect(await anonymize({ ...visits, ...actions })).toMatchObject({ result: "success" });
    expect(await filesWith(server.data, secret)).toEqual([]);
    await server.hit({ idsite: "1", uid: "somebody", url: "https://one.example.org/" });
    expect(await filesWith(server.data, secret)).toEqual([]);
    expect((await told("1")).log_link_visit_action[0]).toMatchObject({ idaction_url: "" });
  });
});
