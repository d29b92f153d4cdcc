import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLog } from "../../src/base/log.ts";
import { readConfig } from "../../src/config.ts";
import { startServer } from "../../src/main.ts";
import { firefox } from "../harness/browsers.ts";

/** Everything secret that is used in this run, by what it is. */
const secrets: Record<string, string> = {
  "the first token": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  "a password": "red-Trombone-417-cellar",
  "a new password": "blue-Trombone-418-cellar",
  "a wrong password": "green-Trombone-419-cellar",
  "an unknown token": "deadbeefdeadbeefdeadbeef00112233",
};

const lines: string[] = [];
const answers: string[] = [];
let data: string;

type Texts = Readonly<Record<string, string>>;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "footfall-leak-"));
  const config = readConfig({ FOOTFALL_DATA: data, FOOTFALL_PORT: "0", FOOTFALL_BOOTSTRAP_TOKEN: secrets["the first token"]! });
  const server = await startServer(
    config,
    createLog("debug", (line) => lines.push(line)),
  );
  secrets["the first password"] = server.firstUser!.password;
  await use(server.url);
  await server.close();
});
afterAll(() => rm(data, { recursive: true, force: true }));

/** A life with all kinds of secrets in all the places where they may stand, right and wrong. */
async function use(url: string): Promise<void> {
  const send = async (path: string, form: Texts, headers: Texts = {}) => {
    const answer = await fetch(new URL(path, url), { method: "POST", body: new URLSearchParams(form), headers, redirect: "manual" });
    const text = await answer.text();
    return { text, cookie: answer.headers.get("set-cookie") ?? "" };
  };
  const call = async (method: string, form: Texts, headers: Texts = {}) => {
    const { text } = await send("index.php", { module: "API", format: "JSON", method, ...form }, headers);
    return JSON.parse(text) as { value?: string; secret?: string; csrf?: string };
  };
  const keep = (name: string, secret: string | undefined) => {
    expect(secret, name).toBeTruthy();
    secrets[name] = secret!;
    return secret!;
  };
  const root = { token_auth: secrets["the first token"]! };
  const own = { userLogin: "anna", passwordConfirmation: secrets["a password"]! };

  await call("SitesManager.addSite", { siteName: "Site", urls: "https://example.org", ...root });
  await call("UsersManager.addUser", { userLogin: "anna", password: secrets["a password"]!, email: "anna@example.org", ...root });
  await call("UsersManager.setUserAccess", { userLogin: "anna", access: "admin", idSites: "1", ...root });
  const token = keep("a token", (await call("UsersManager.createAppSpecificTokenAuth", { ...own, description: "one" })).value);
  const application = keep(
    "an application password",
    (await call("UsersManager.createApplicationPassword", { ...own, description: "two" })).value,
  );
  keep("an application password without spaces", application.replaceAll(" ", ""));
  keep("a successor", (await call("UsersManager.rotateToken", { idToken: "2", ...root, userLogin: "anna" })).value);
  await call("UsersManager.inviteUser", { userLogin: "ivo", email: "ivo@example.org", initialIdSite: "1", ...root });
  const link = await call("UsersManager.generateInviteLink", { userLogin: "ivo", ...root });
  const invitation = keep("an invitation", new URL(link.value!).searchParams.get("token")!);
  await (await fetch(link.value!)).text();
  await send("invitation", { token: invitation, password: secrets["a new password"]! });

  const { text, cookie } = await send("login", { login: "anna", password: secrets["a password"]! });
  keep("a session", /footfall_session=([^;]+)/.exec(cookie)?.[1]);
  const csrf = keep("a CSRF token", (JSON.parse(text) as { csrf: string }).csrf);
  await call("VisitsSummary.get", { idSite: "1", period: "day", date: "today" }, { cookie, "x-csrf-token": csrf });

  for (const secret of [token, secrets["an unknown token"]!, `anna:${application}`, `anna:${secrets["a wrong password"]}`]) {
    const inAddress = `token_auth=${encodeURIComponent(secret)}`;
    const basic = `Basic ${Buffer.from(secret.includes(":") ? secret : `anna:${secret}`).toString("base64")}`;
    for (const method of ["VisitsSummary.get", "SitesManager.updateSite", "No.such", "API.getBulkRequest"]) {
      const query = `module=API&method=${method}&idSite=1&period=day&date=today&segment=nothing%3D%3D1`;
      answers.push(await (await fetch(new URL(`index.php?${query}&${inAddress}`, url))).text());
      answers.push(await (await fetch(new URL(`index.php?${query}`, url), { headers: { authorization: basic } })).text());
      answers.push((await send(`index.php?${query}`, {}, { authorization: `Bearer ${secret}` })).text);
      answers.push((await send("index.php", { module: "API", format: "JSON", method, token_auth: secret, "urls[]": inAddress })).text);
    }
    for (const idsite of ["1", "77"]) {
      const hit = `idsite=${idsite}&rec=1&url=${encodeURIComponent("https://example.org/")}&cip=192.0.2.7&${inAddress}`;
      answers.push(await (await fetch(new URL(`matomo.php?${hit}`, url), { headers: { "user-agent": firefox } })).text());
      const bulk = JSON.stringify({ requests: [`?${hit}`], token_auth: secret });
      answers.push(await (await fetch(new URL("matomo.php", url), { method: "POST", body: bulk })).text());
    }
    answers.push(await (await fetch(new URL(`wp-json/matomo/v1/visits_summary/visits?${inAddress}`, url))).text());
    answers.push(await (await fetch(new URL(`nothing?${inAddress}`, url))).text());
  }
  await send("login", { login: "anna", password: secrets["a wrong password"]! });
  await call("UsersManager.createAppSpecificTokenAuth", { ...own, passwordConfirmation: secrets["a wrong password"]!, description: "x" });
  await call("UsersManager.updateUser", { userLogin: "anna", password: secrets["a new password"]!, ...root });
  answers.push(JSON.stringify(await call("VisitsSummary.get", { idSite: "1", period: "day", date: "today", ...root })));
  answers.push(JSON.stringify(await call("ActivityLog.getEntries", root)));
  answers.push(JSON.stringify(await call("CoreAdminHome.getTrackingFailures", root)));
  answers.push(JSON.stringify(await call("UsersManager.getTokens", { userLogin: "anna", ...root })));
}

it("uses what it looks for", () => {
  expect(Object.keys(secrets).length).toBeGreaterThanOrEqual(13);
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.join("")).not.toContain('"level":"error"');
});

it("shows no secret in a line of the log", () => {
  for (const [name, secret] of Object.entries(secrets)) expect([name, lines.filter((line) => line.includes(secret))]).toEqual([name, []]);
});

it("repeats no secret in an answer", () => {
  for (const [name, secret] of Object.entries(secrets)) expect([name, answers.filter((text) => text.includes(secret))]).toEqual([name, []]);
});

it("keeps no secret in any file of the data folder", async () => {
  const entries = await readdir(data, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(5);
  const found: string[] = [];
  let isFound = false;
  for (const file of files) {
    const bytes = await readFile(file);
    isFound ||= bytes.includes("anna@example.org");
    for (const [name, secret] of Object.entries(secrets)) if (bytes.includes(secret)) found.push(`${name} in ${file.slice(data.length)}`);
  }
  expect(found).toEqual([]);
  expect(isFound, "what is no secret is found").toBe(true);
});
