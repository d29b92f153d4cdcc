import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type RunningServer, startRunningServer } from "../harness/running-server.ts";

interface Failure {
  readonly idsite: number;
  readonly idfailure: number;
  readonly request_url: string;
  readonly site_name: string;
  readonly url: string;
}

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer();
  await server.ask("SitesManager.addSite", { siteName: "Shop", urls: "https://shop.example.org" });
  await server.ask("SitesManager.addSite", { siteName: "Blog", urls: "https://blog.example.org" });
});
afterAll(() => server.close());
beforeEach(() => server.ask("CoreAdminHome.deleteAllTrackingFailures"));

const listed = () => server.ask("CoreAdminHome.getTrackingFailures") as Promise<Failure[]>;
const keys = async () => (await listed()).map(({ idsite, idfailure }) => [idsite, idfailure]);

it("tells the first request of each site and kind, and what to do", async () => {
  await server.hit({ idsite: "77", url: "https://shop.example.org/first" });
  await server.hit({ idsite: "77", url: "https://shop.example.org/second" });
  await server.hit({ idsite: "1", url: "https://shop.example.org/", cip: "192.0.2.77" });
  await server.hit({ idsite: "1", url: "https://shop.example.org/", country: "de" });
  expect(await listed()).toEqual([
    {
      idsite: 1,
      idfailure: 2,
      date_first_occurred: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      request_url: "rec=1&idsite=1&url=https%3A%2F%2Fshop.example.org%2F&cip=192.0.0.0",
      site_name: "Shop",
      pretty_date_first_occurred: expect.stringMatching(/^[A-Z][a-z]{2} \d{1,2}, \d{4} \d\d:\d\d:\d\d$/),
      url: "https://shop.example.org/",
      problem: expect.stringContaining("token"),
      solution: expect.stringContaining("token_auth"),
      solution_url: "",
    },
    expect.objectContaining({ idsite: 77, idfailure: 1, site_name: "Unknown", url: "https://shop.example.org/first" }),
  ]);
});

it("never shows a token, wherever it stood", async () => {
  const wrong = "fedcba9876543210fedcba9876543210";
  const tracked = { idsite: "1", url: "https://shop.example.org/", cdt: "2020-01-01" };
  await server.hit({ ...tracked, token_auth: wrong, ua: wrong, action_name: `${wrong}0` });
  const [failure] = await listed();
  expect(failure!.request_url).not.toContain(wrong);
  expect(failure!.request_url).toContain("token_auth=__TOKEN_AUTH__");

  await server.ask("CoreAdminHome.deleteAllTrackingFailures");
  const bulk = { token_auth: "short but secret", requests: [{ ...tracked, rec: "1", e_n: "short but secret" }] };
  await fetch(new URL("matomo.php", server.url), { method: "POST", body: JSON.stringify(bulk) });
  expect((await listed())[0]!.request_url).not.toContain("secret");
});

it("says nothing of what is not counted anyway, or is no site's number", async () => {
  await server.hit({ idsite: "77", rec: "0" });
  await server.hit({ idsite: "78" }, { cookie: "matomo_ignore=1" });
  await server.hit({ idsite: "10000000" });
  expect(await keys()).toEqual([]);
  await server.hit({ idsite: "no number" });
  expect(await keys()).toEqual([[0, 1]]);
});

it("tells again what happens again after it was removed", async () => {
  for (const idsite of ["1", "2"]) await server.hit({ idsite, cip: "192.0.2.7" });
  await server.hit({ idsite: "0" });
  expect(await keys()).toEqual([
    [0, 1],
    [1, 2],
    [2, 2],
  ]);
  expect(await server.ask("CoreAdminHome.deleteTrackingFailure", { idSite: "0", idFailure: "1" })).toMatchObject({ result: "success" });
  expect(await keys()).toEqual([
    [1, 2],
    [2, 2],
  ]);
  await server.hit({ idsite: "0" });
  expect(await keys()).toEqual([
    [0, 1],
    [1, 2],
    [2, 2],
  ]);
});
