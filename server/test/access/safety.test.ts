import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { totpCode } from "../../src/base/totp.ts";
import { filesWith } from "../harness/files-with.ts";
import { type RunningServer, startRunningServer } from "../harness/running-server.ts";

type Texts = Readonly<Record<string, string>>;

const password = "correct horse 1";
let server: RunningServer;

beforeAll(async () => {
  server = await startRunningServer({ FOOTFALL_CORS_ORIGINS: "https://intranet.example.org", FOOTFALL_TRUSTED_PROXIES: "loopback" });
  for (const siteName of ["Blog", "Shop"])
    await server.ask("SitesManager.addSite", { siteName, urls: `https://${siteName.toLowerCase()}.example.org` });
});
afterAll(() => server.close());

/** Each user of a test has a login of its own. */
async function addUser(login: string, access = "view", idSites = "1"): Promise<void> {
  await server.ask("UsersManager.addUser", { userLogin: login, password, email: `${login}@example.org` });
  await server.ask("UsersManager.setUserAccess", { userLogin: login, access, idSites });
}

function send(path: string, form: Texts, headers: Texts = {}): Promise<Response> {
  return fetch(new URL(path, server.url), { method: "POST", body: new URLSearchParams(form), headers, redirect: "manual" });
}

async function call(method: string, form: Texts, headers: Texts = {}) {
  const answer = await send("index.php", { module: "API", format: "JSON", method, ...form }, headers);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const make = async (login: string, limits: Texts = {}, method = "createAppSpecificTokenAuth") => {
  const given = { userLogin: login, passwordConfirmation: password, description: "test", ...limits };
  return (await call(`UsersManager.${method}`, given)).body.value as string;
};
const visits = { idSite: "1", period: "day", date: "today" };
const today = (form: Texts, headers: Texts = {}) => call("VisitsSummary.getVisits", { ...visits, ...form }, headers);
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });

async function signIn(login: string, more: Texts = {}, headers: Texts = {}) {
  const answer = await send("login", { login, password, ...more }, headers);
  const cookie = answer.headers.get("set-cookie") ?? "";
  const body = (await answer.json()) as { csrf?: string; message?: string };
  return { status: answer.status, cookie, session: { cookie: cookie.split(";")[0]!, "x-csrf-token": body.csrf ?? "" }, body, answer };
}

describe("a token", () => {
  it("limited to reading reads, and changes nothing, its own user neither", async () => {
    await addUser("rita", "admin");
    const token_auth = await make("rita", { readOnly: "1" });
    expect((await today({ token_auth })).body).toEqual({ value: 0 });
    const change = { userLogin: "rita", preferenceName: "defaultReport", preferenceValue: "1", token_auth };
    expect((await call("UsersManager.setUserPreference", change)).status).toBe(401);
    expect((await call("SitesManager.updateSite", { idSite: "1", siteName: "Mine", token_auth })).status).toBe(401);
    expect(await server.hit({ idsite: "1", url: "https://blog.example.org/", cdt: "2020-01-01 00:00:00", token_auth })).toBe(400);
  });

  it("limited to a website sees that one only, and nothing of its user", async () => {
    await addUser("sina", "view", "1,2");
    const token_auth = await make("sina", { idSites: "2" });
    expect((await today({ token_auth })).status).toBe(401);
    expect((await today({ token_auth, idSite: "2" })).status).toBe(200);
    expect((await call("UsersManager.getTokens", { token_auth })).status).toBe(401);
  });

  it("is listed without its secret, replaced with time for both, and revoked", async () => {
    await addUser("tom");
    const old = await make("tom", { secureOnly: "1" });
    const listed = await call("UsersManager.getTokens", { token_auth: old });
    expect(listed.body).toEqual([expect.objectContaining({ description: "test", kind: "token", secure_only: true, read_only: false })]);
    expect(JSON.stringify(listed.body)).not.toContain(old);
    const idToken = String((listed.body as unknown as { idtoken: number }[])[0]!.idtoken);
    const { value: next } = (await call("UsersManager.rotateToken", { idToken, token_auth: old })).body as { value: string };
    expect([(await today({ token_auth: old })).status, (await today({ token_auth: next })).status]).toEqual([200, 200]);
    const inAddress = await fetch(new URL(`index.php?module=API&method=API.getMatomoVersion&format=JSON&token_auth=${next}`, server.url));
    expect(inAddress.status).toBe(401);
    await call("UsersManager.revokeToken", { idToken, token_auth: next });
    expect([(await today({ token_auth: old })).status, (await today({ token_auth: next })).status]).toEqual([401, 200]);
  });

  it("of somebody else is none of a user's business", async () => {
    await addUser("uma");
    const token_auth = await make("uma");
    expect((await call("UsersManager.getTokens", { userLogin: "admin", token_auth })).status).toBe(401);
    expect((await call("UsersManager.revokeToken", { idToken: "1", token_auth })).body.message).toContain("does not exist");
  });
});

describe("an application password", () => {
  it("counts with its user, with spaces and without, in the header and as a token", async () => {
    await addUser("wanda");
    const made = await make("wanda", {}, "createApplicationPassword");
    expect(made).toMatch(/^([A-Za-z0-9]{4} ){5}[A-Za-z0-9]{4}$/);
    const bare = made.replaceAll(" ", "");
    for (const secret of [made, bare]) {
      expect((await today({ token_auth: `wanda:${secret}` })).status).toBe(200);
      expect((await today({}, basic(`wanda:${secret}`))).status).toBe(200);
      expect((await today({}, basic(`wanda@example.org:${secret}`))).status).toBe(200);
    }
    for (const token_auth of [bare, made, `admin:${bare}`, `:${bare}`]) expect((await today({ token_auth })).status).toBe(401);
    const token = await make("wanda");
    expect((await today({ token_auth: `wanda:${token}` })).status).toBe(200);
    expect((await today({ token_auth: `admin:${token}` })).status).toBe(401);
  });

  it("opens the REST routes of Matomo for WordPress", async () => {
    await addUser("wilma");
    const headers = basic(`wilma:${await make("wilma", {}, "createApplicationPassword")}`);
    const get = async (path: string, init: RequestInit = { headers }) => {
      const answer = await fetch(new URL(path, server.url), init);
      return [answer.status, await answer.json()];
    };
    const query = "idSite=1&period=day&date=today";
    expect(await get(`wp-json/matomo/v1/visits_summary/visits?${query}`)).toEqual([200, 0]);
    expect(await get(`index.php?rest_route=/matomo/v1/visits_summary/visits&${query}`)).toEqual([200, 0]);
    expect(await get(`wp-json/matomo/v1/visits_summary/visits?${query}`, { headers, method: "POST" })).toEqual([200, 0]);
    expect(await get(`wp-json/matomo/v1/visits_summary/visits?${query}&format=xml`)).toEqual([200, expect.stringContaining("<result>0")]);
    expect(await get(`wp-json/matomo/v1/visits_summary/visits?${query}`, {})).toEqual([
      500,
      { code: "matomo_no_access_exception", message: expect.stringContaining("can't access this resource"), data: null },
    ]);
    expect(await get("wp-json/matomo/v1/visits_summary/visits?idSite=1&period=hour&date=today")).toEqual([
      500,
      { code: "matomo_error", message: expect.stringContaining("is not supported"), data: null },
    ]);
    for (const [path, method] of [
      ["visits_summary/visits", "DELETE"],
      ["visits_summary/nothing", "GET"],
    ] as const)
      expect(await get(`wp-json/matomo/v1/${path}`, { headers, method })).toEqual([
        404,
        expect.objectContaining({ code: "rest_no_route" }),
      ]);
  });

  it("is about the website of the host", async () => {
    const headers = { authorization: `Bearer ${server.token}`, "x-forwarded-host": "shop.example.org" };
    const answer = await fetch(new URL("wp-json/matomo/v1/live/last_visits_details?idSite=77&period=day&date=today", server.url), {
      headers,
    });
    expect([answer.status, await answer.json()]).toEqual([200, []]);
  });
});

describe("a session", () => {
  it("is a cookie that scripts and other sites have no use of", async () => {
    await addUser("vera");
    const { status, cookie, session, body } = await signIn("vera@example.org");
    expect(status).toBe(200);
    expect(cookie).toMatch(/^footfall_session=[\w-]{43}; Path=\/; Max-Age=86400; HttpOnly; SameSite=Strict$/);
    expect(body).toEqual({ login: "vera", superuser: false, csrf: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect((await today({}, session)).status).toBe(200);
    expect((await today({ force_api_session: "1", token_auth: body.csrf! }, { cookie: session.cookie })).status).toBe(200);
    expect((await today({}, { cookie: session.cookie })).status).toBe(401);
    expect((await today({}, { ...session, "x-csrf-token": "0".repeat(32) })).status).toBe(401);
    expect((await today({ token_auth: body.csrf! })).status).toBe(401);
  });

  it("is marked as secure behind TLS", async () => {
    await addUser("vito");
    const { cookie, answer } = await signIn("vito", {}, { "x-forwarded-proto": "https" });
    expect(cookie).toContain("; Secure");
    expect(answer.headers.get("strict-transport-security")).toContain("max-age=");
  });

  it("ends when its user signs out, everywhere if asked, and with a new password", async () => {
    await addUser("vlad");
    const sessions = [await signIn("vlad"), await signIn("vlad"), await signIn("vlad")];
    const alive = () => Promise.all(sessions.map(async ({ session }) => (await today({}, session)).status === 200));
    expect((await send("logout", {}, { cookie: sessions[0]!.session.cookie })).status).toBe(403);
    await send("logout", {}, sessions[0]!.session);
    expect(await alive()).toEqual([false, true, true]);
    await send("logout", { everywhere: "1" }, sessions[1]!.session);
    expect(await alive()).toEqual([false, false, false]);
    sessions.push(await signIn("vlad"));
    const change = { userLogin: "vlad", password: "another one 2", passwordConfirmation: password };
    await call("UsersManager.updateUser", change, sessions[3]!.session);
    expect(await alive()).toEqual([false, false, false, false]);
  });

  it("asks for the password again before much is changed, where a token does not", async () => {
    await addUser("xena", "admin");
    const { session } = await signIn("xena");
    const someone = { userLogin: "yuri", email: "yuri@example.org", initialIdSite: "1" };
    expect((await call("UsersManager.inviteUser", someone, session)).body.message).toContain("passwordConfirmation");
    expect((await call("UsersManager.inviteUser", { ...someone, passwordConfirmation: password }, session)).body.result).toBe("success");
  });

  it.each<[string, Texts]>([
    ["sec-fetch-site", { "sec-fetch-site": "cross-site" }],
    ["origin", { origin: "https://evil.example.com" }],
    ["origin", { origin: "null" }],
  ])("is not begun by a page of another site (%s %j)", async (_name, headers) => {
    expect((await signIn("admin", {}, headers)).status).toBe(403);
  });

  it("needs the code of the authenticator app, once each, where the user has one", async () => {
    await addUser("zoe");
    const token_auth = await make("zoe");
    const confirmed = { token_auth, passwordConfirmation: password };
    const { secret } = (await call("TwoFactorAuth.prepare", confirmed)).body as { secret: string };
    const code = (shift = 0) => totpCode(secret, Math.floor(Date.now() / 30_000) + shift);
    expect((await call("TwoFactorAuth.enable", { ...confirmed, authCode: "000000" })).body.result).toBe("error");
    expect((await signIn("zoe")).status).toBe(200);
    expect((await call("TwoFactorAuth.enable", { ...confirmed, authCode: code() })).body.recoveryCodes).toHaveLength(10);
    expect((await signIn("zoe")).status).toBe(401);
    expect((await signIn("zoe", { authCode: "12345" })).status).toBe(401);
    const right = code();
    expect((await signIn("zoe", { authCode: right })).status).toBe(200);
    expect((await signIn("zoe", { authCode: right })).status).toBe(401);
    expect(await make("zoe")).toBeUndefined();
    expect(await make("zoe", { authCode: code(1) })).toMatch(/^[0-9a-f]{32}$/);
    expect(await server.ask("UsersManager.getUser", { userLogin: "zoe" })).toMatchObject({ uses_2fa: true });
  });
});

describe("recovery codes", () => {
  /** Gives a user of that login a second factor. */
  async function protect(login: string) {
    await addUser(login);
    const confirmed = { token_auth: await make(login), passwordConfirmation: password };
    const { secret } = (await call("TwoFactorAuth.prepare", confirmed)).body as { secret: string };
    const authCode = totpCode(secret, Math.floor(Date.now() / 30_000));
    const { recoveryCodes } = (await call("TwoFactorAuth.enable", { ...confirmed, authCode })).body as { recoveryCodes: string[] };
    return { confirmed, secret, codes: recoveryCodes };
  }

  it("stand in for the app, once each, however they are typed", async () => {
    const { codes } = await protect("rosa");
    const [first, second, third] = codes as [string, string, string];
    expect(new Set(codes).size).toBe(10);
    expect((await signIn("rosa", { authCode: first.toLowerCase().replaceAll("-", " ") })).status).toBe(200);
    expect((await signIn("rosa", { authCode: first })).status).toBe(401);
    expect(await make("rosa", { authCode: second.replaceAll("-", "") })).toMatch(/^[0-9a-f]{32}$/);
    expect((await signIn("rosa", { authCode: third }, {})).status).toBe(200);
  });

  it("are their user's only", async () => {
    const [own, other] = [await protect("stan"), await protect("theo")];
    expect((await signIn("stan", { authCode: other.codes[0]! })).status).toBe(401);
    expect((await signIn("stan", { authCode: own.codes[0]! })).status).toBe(200);
  });

  it("are replaced by new ones, and go with the second factor", async () => {
    const { confirmed, codes } = await protect("uwe");
    const renew = () => call("TwoFactorAuth.renewRecoveryCodes", confirmed);
    const { recoveryCodes: renewed } = (await renew()).body as { recoveryCodes: string[] };
    expect((await signIn("uwe", { authCode: codes[0]! })).status).toBe(401);
    expect((await signIn("uwe", { authCode: renewed[0]! })).status).toBe(200);
    await server.ask("TwoFactorAuth.resetTwoFactorAuth", { userLogin: "uwe", passwordConfirmation: server.password });
    expect((await signIn("uwe")).status).toBe(200);
    expect((await renew()).body.message).toContain("TwoFactorAuth.prepare");
  });

  it("are nowhere in the data folder, and neither is the app's secret", async () => {
    const { secret, codes } = await protect("vera");
    for (const text of [secret, codes[0]!, codes[0]!.replaceAll("-", "")]) expect(await filesWith(server.data, text)).toEqual([]);
  });
});

describe("an invitation", () => {
  it("is accepted on a page, once, and resent links replace older ones", async () => {
    await server.ask("UsersManager.inviteUser", { userLogin: "ivo", email: "ivo@example.org", initialIdSite: "1" });
    const { value: first } = (await server.ask("UsersManager.generateInviteLink", { userLogin: "ivo" })) as { value: string };
    const page = await fetch(first);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('name="password"')]);
    const { value: token } = (await server.ask("UsersManager.resendInvite", { userLogin: "ivo" })) as { value: string };
    const accept = (given: string, chosen = password) => send("invitation", { token: given, password: chosen });
    expect((await accept(new URL(first).searchParams.get("token")!)).status).toBe(400);
    expect((await accept(token, "abc")).status).toBe(400);
    expect((await accept(token)).status).toBe(200);
    expect((await accept(token)).status).toBe(400);
    expect((await signIn("ivo")).status).toBe(200);
    expect(await server.ask("UsersManager.getUser", { userLogin: "ivo" })).toMatchObject({
      invite_status: "active",
      last_seen: expect.any(String),
    });
  });
});

describe("guessing", () => {
  it("of a password is slowed down for the account, and never stops a token", async () => {
    await addUser("otto");
    const token_auth = await make("otto");
    const guess = (n: number) => signIn("otto", { password: `guess ${n}` }, { "x-forwarded-for": `192.0.2.${n}` });
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) statuses.push((await guess(n)).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(statuses).toContain(429);
    const { status, answer } = await signIn("otto", {}, { "x-forwarded-for": "198.51.100.1" });
    expect([status, Number(answer.headers.get("retry-after"))]).toEqual([429, expect.any(Number)]);
    expect((await today({ token_auth })).status).toBe(200);
    await server.ask("Login.unblockBruteForceIPs");
    expect((await signIn("otto")).status).toBe(200);
    const told = (await server.ask("ActivityLog.getEntries", { userLogin: "otto", limit: "3" })) as Texts[];
    expect(told.map(({ activity }) => activity)).toEqual(["Login.signIn", "Login.failed", "Login.failed"]);
  });

  it("of tokens is slowed down for the address, and a right one passes from there too", async () => {
    const from = { "x-forwarded-for": "203.0.113.50" };
    let last = await today({ token_auth: "f".repeat(32) }, from);
    expect(last.status).toBe(401);
    for (let n = 0; n < 25; n++) last = await today({ token_auth: "f".repeat(32) }, from);
    expect([last.status, last.body.result]).toEqual([429, "error"]);
    expect((await today({ token_auth: server.token }, from)).status).toBe(200);
    expect((await today({ token_auth: "e".repeat(32) }, { "x-forwarded-for": "203.0.113.51" })).status).toBe(401);
    await server.ask("Login.unblockBruteForceIPs");
  });
});

describe("pages of other sites", () => {
  const from = async (path: string, origin: string) => (await fetch(new URL(path, server.url), { headers: { origin } })).headers;
  it("may read what the API answers where they are named, and track from anywhere", async () => {
    const api = "index.php?module=API&method=API.getMatomoVersion";
    expect((await from(api, "https://intranet.example.org")).get("access-control-allow-origin")).toBe("https://intranet.example.org");
    expect((await from(api, "https://evil.example.com")).get("access-control-allow-origin")).toBeNull();
    expect((await from("matomo.php", "https://evil.example.com")).get("access-control-allow-origin")).toBe("https://evil.example.com");
    expect((await from("session", "https://intranet.example.org")).get("access-control-allow-origin")).toBeNull();
  });

  it.each(["index.php?module=API&method=API.getMatomoVersion", "login", "healthz", "nothing"])("cannot frame or sniff %s", async (path) => {
    const headers = await from(path, "https://evil.example.com");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
    expect(headers.get("referrer-policy")).toBe("same-origin");
  });
});

describe("the audit log", () => {
  it("tells who changed what, when and from where, without secrets, to superusers", async () => {
    await addUser("paul");
    const entries = (await server.ask("ActivityLog.getEntries", { activity: "UsersManager.addUser", limit: "1" })) as Texts[];
    expect(entries).toEqual([
      {
        id: expect.any(Number),
        datetime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
        login: "admin",
        ip: expect.stringMatching(/127\.0\.0\.1$/),
        activity: "UsersManager.addUser",
        parameters: { userLogin: "paul", password: "(left out)", email: "(left out)" },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain(password);
    expect((await call("ActivityLog.getEntries", { token_auth: await make("paul") })).status).toBe(401);
  });
});
