import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesWith } from "../harness/files-with.ts";
import { type RunningServer, startRunningServer } from "../harness/running-server.ts";

/** Words that stand nowhere but in what this person did. */
const secret = "quagga7531";

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer();
  await server.ask("SitesManager.addSite", { siteName: "Shop", "urls[0]": "https://shop.example.org", ecommerce: "1" });
});
afterAll(() => server.close());

const person = { idsite: "1", _id: "00000000000000aa", uid: `${secret}@example.org` };
const other = { idsite: "1", _id: "00000000000000bb" };

interface Subject {
  readonly idSite: number;
  readonly idVisit: number;
  readonly userId: string | null;
}

const subjects = async (segment: string) =>
  (await server.ask("PrivacyManager.findDataSubjects", { idSite: "1", segment })) as readonly Subject[];

const named = (visits: readonly Subject[]) =>
  Object.fromEntries(
    visits.flatMap(({ idSite, idVisit }, index) => [
      [`visits[${index}][idsite]`, String(idSite)],
      [`visits[${index}][idvisit]`, String(idVisit)],
    ]),
  );

describe("a person who asks to be forgotten", () => {
  it("is found, told everything, and then is nowhere in the data folder", async () => {
    const page = { url: `https://shop.example.org/${secret}`, action_name: `Page of ${secret}` };
    await server.hit({ ...person, ...page });
    await server.hit({ ...person, ...page, e_c: "Form", e_a: secret, e_n: "x" });
    await server.hit({
      ...person,
      idgoal: "0",
      ec_id: `O-${secret}`,
      revenue: "5",
      ec_items: JSON.stringify([[`sku-${secret}`, "A", "B", 5, 1]]),
    });
    await server.hit({ ...other, url: "https://shop.example.org/" }, { "accept-language": "fr" });

    const found = await subjects(`userId==${person.uid}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ userId: person.uid, siteName: "Shop" });
    const told = (await server.ask("PrivacyManager.exportDataSubjects", named(found))) as Record<string, readonly object[]>;
    expect(Object.keys(told)).toEqual(["log_visit", "log_link_visit_action", "log_conversion_item", "log_conversion"]);
    for (const rows of Object.values(told)) expect(JSON.stringify(rows)).toContain(secret);
    expect(await filesWith(server.data, secret)).not.toEqual([]);

    const counts = Object.fromEntries(Object.entries(told).map(([table, rows]) => [table, rows.length]));
    expect(counts).toMatchObject({ log_visit: 1, log_conversion_item: 1, log_conversion: 1 });
    expect(await server.ask("PrivacyManager.deleteDataSubjects", named(found))).toEqual(counts);
    expect(await filesWith(server.data, secret)).toEqual([]);
    expect((await subjects("actions>=1")).map(({ userId }) => userId)).toEqual([null]);
  });

  it("does not come back with the next hit, which begins anew", async () => {
    await server.hit({ ...person, url: "https://shop.example.org/again" });
    const found = await subjects("actions==1");
    expect(found.map(({ userId }) => userId)).toEqual([person.uid, null]);
    expect(await server.ask("VisitsSummary.get", { idSite: "1", period: "day", date: "today" })).toMatchObject({
      nb_visits: 2,
      nb_actions: 2,
    });
  });
});

describe("visits that cannot be deleted", () => {
  const wrong: readonly Readonly<Record<string, string>>[] = [
    {},
    { visits: "[]" },
    { "visits[0][idsite]": "1" },
    { visits: '[{"idsite":1,"idvisit":"1 OR 1"}]' },
  ];
  it.each(wrong)("%j", async (params) => {
    expect(await server.ask("PrivacyManager.deleteDataSubjects", params)).toMatchObject({ result: "error" });
  });
});

describe("a site that is deleted", () => {
  it("leaves nothing of what it tracked", async () => {
    await server.ask("SitesManager.addSite", { siteName: "Second", "urls[0]": "https://second.example.org" });
    await server.hit({ idsite: "2", url: "https://second.example.org/okapi8642" });
    expect(await server.ask("VisitsSummary.getVisits", { idSite: "2", period: "day", date: "today" })).toEqual({ value: 1 });
    expect(await filesWith(server.data, "okapi8642")).not.toEqual([]);
    await server.ask("SitesManager.deleteSite", { idSite: "2" });
    expect(await filesWith(server.data, "okapi8642")).toEqual([]);
    expect(await server.ask("SitesManager.addSite", { siteName: "Third", "urls[0]": "https://third.example.org" })).toEqual({ value: 3 });
  });
});

describe("a goal that is deleted", () => {
  it("takes its conversions along, and no other's", async () => {
    const reached = () => server.ask("Goals.get", { idSite: "1", period: "day", date: "today", columns: "nb_conversions" });
    for (const name of ["One", "Two"])
      await server.ask("Goals.addGoal", { idSite: "1", name, matchAttribute: "manually", pattern: "", patternType: "contains" });
    for (const idgoal of ["1", "2"]) await server.hit({ ...other, idgoal, url: "https://shop.example.org/" }, { "accept-language": "fr" });
    expect(await reached()).toMatchObject({ nb_conversions: 2 });
    await server.ask("Goals.deleteGoal", { idSite: "1", idGoal: "1" });
    expect(await reached()).toMatchObject({ nb_conversions: 1 });
  });
});
