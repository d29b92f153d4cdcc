import { expect, it } from "vitest";
import { startFreshServer } from "../server-process.mjs";

it("a server that was asked much at once ends by itself, with code 0", async () => {
  for (let time = 0; time < 3; time++) {
    const server = await startFreshServer();
    const ask = (params: Readonly<Record<string, string>>) =>
      fetch(new URL("index.php", server.url), {
        method: "POST",
        body: new URLSearchParams({ module: "API", format: "JSON", token_auth: server.token, ...params }),
      });
    for (const siteName of ["One", "Two"]) await ask({ method: "SitesManager.addSite", siteName });
    const { status } = await ask({ method: "API.get", idSite: "1,2", period: "week", date: "today" });
    expect([status, await server.stop()]).toEqual([200, 0]);
  }
}, 60_000);
