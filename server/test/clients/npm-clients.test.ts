import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startRunningServer } from "../harness/running-server.ts";

/** How clients of those days call back: with a text or an error, or with the answer. */
type Done = (error: unknown, answer: unknown) => void;
type Call = Record<string, unknown>;

const load = createRequire(import.meta.url);
const month = { idSite: 1, period: "month", date: "2026-05-30" };

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer({ FOOTFALL_NOW: "2026-05-30T12:00:00Z" });
  await server.ask("SitesManager.addSite", { siteName: "Shop", urls: "https://shop.example.org", timezone: "UTC" });
  await server.hit({ idsite: "1", url: "https://shop.example.org/", action_name: "Home" });
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server.close();
});

const promised = (call: (done: Done) => void) =>
  new Promise<unknown>((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))));

describe("the npm package piwik-client", () => {
  interface Client {
    readonly settings: { apiport?: string };
    api(params: Call, done: Done): void;
  }
  const Client = load("piwik-client") as new (url: string, token: string) => Client;

  const api = (params: Call) => {
    const client = new Client(`${server.url}index.php`, server.token);
    // It takes port 80 unless the port is set so, whatever the address says.
    client.settings.apiport = new URL(server.url).port;
    return promised((done) => client.api(params, done));
  };

  it("gets reports", async () => {
    expect(await api({ method: "API.getPiwikVersion" })).toMatchObject({ value: expect.stringMatching(/^5\./) });
    expect(await api({ method: "Actions.getPageTitles", ...month })).toMatchObject([{ label: " Home", nb_hits: 1 }]);
  });

  it("hears what is wrong", async () => {
    await expect(api({ method: "Nothing.get" })).rejects.toContain("The plugin Nothing is not enabled");
  });
});

describe("the npm package piwik", () => {
  interface Client {
    api(params: Call, done: Done): void;
    track(hits: Call | readonly Call[], done: Done): void;
  }
  const open = () => (load("piwik") as { setup(url: string, token: string): Client }).setup(server.url, server.token);

  it("gets reports, and hears what is wrong", async () => {
    expect(await promised((done) => open().api({ method: "VisitsSummary.getVisits", ...month }, done))).toEqual({ value: 1 });
    const wrong = promised((done) => open().api({ method: "VisitsSummary.get", idSite: 999, period: "day", date: "today" }, done));
    await expect(wrong).rejects.toMatchObject({ message: "api error", error: expect.stringContaining("An unexpected website was found") });
  });

  it("tracks one hit or several", async () => {
    const hit = (path: string) => ({
      idsite: 1,
      url: `https://shop.example.org/${path}`,
      cvar: { 1: ["a", "b"] },
      _id: "0123456789abcdef",
    });
    expect(await promised((done) => open().track(hit("one"), done))).toMatchObject({ status: "success", tracked: 1 });
    expect(await promised((done) => open().track([hit("two"), hit("three")], done))).toMatchObject({ tracked: 2 });
    expect(await server.ask("VisitsSummary.getActions", { ...month, idSite: "1" })).toEqual({ value: 4 });
  });
});
