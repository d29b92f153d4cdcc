import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addPlainSite } from "../../test/harness/site.ts";
import { addPlainUser } from "../../test/harness/user.ts";
import { createApi } from "../api/call.ts";
import { systemClock } from "../base/clock.ts";
import { createLog } from "../base/log.ts";
import { createVault } from "../base/vault.ts";
import { method } from "../catalog/method.ts";
import { catalogOf, module } from "../catalog/module.ts";
import { secret, text } from "../catalog/params.ts";
import { openRecords, type Records } from "../db/records.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { createHttpServer } from "./server.ts";

/** Two methods: one tells who asks, one is for superusers. */
const catalog = catalogOf([
  module({
    name: "UsersManager",
    methods: [
      method({ method: "UsersManager.getUser", docs: "", access: "anyone", params: {}, run: ({ caller }) => `I am ${caller.login}` }),
      method({
        method: "UsersManager.deleteUser",
        docs: "",
        access: "superuser",
        params: { userLogin: text().or(""), passwordConfirmation: secret().or("") },
        run: () => "deleted",
      }),
    ],
  }),
]);

const errors: string[] = [];
let records: Records;
let server: FastifyInstance;

beforeAll(async () => {
  records = await openRecords(":memory:");
  await addPlainSite(records);
  for (const login of ["admin", "anonymous"]) await addPlainUser(records, login);
  await records.updateTable("users").set({ superuser: 1 }).where("login", "=", "admin").execute();
  const log = createLog("error", (line) => errors.push(line));
  const clock = systemClock;
  const warehouse = undefined as unknown as Warehouse;
  const api = createApi({
    catalog,
    records,
    warehouse,
    clock,
    log,
    hashToken: (token) => `hash ${token}`,
    vault: createVault("secret"),
    settle: async () => {},
  });
  server = await createHttpServer({
    config: { trustedProxies: ["127.0.0.1"], basePath: "", corsOrigins: [], requestsPerAddress: 0, metricsFrom: [] },
    api,
    tracker: {
      track: async () => ({ tracked: 0, invalid: [] }),
      settle: async () => {},
      counts: () => ({ hits: 0, dropped: {}, batches: 0, rows: 0, writing: 0 }),
      state: () => ({ waiting: 0, lag: 0, trouble: undefined, isHeldUp: false, isFull: false }),
      close: async () => {},
    },
    checkStores: async () => {},
    freeBytes: async () => 1e9,
    backUp: () => Promise.reject(new Error("not asked here")),
    metrics: { called: () => {}, tracked: () => {}, print: async () => "", contentType: "text/plain" },
    clock,
    log,
  });
});
afterAll(async () => {
  await server.close();
  await records.destroy();
});

/** What may stand in a header; the rest never reaches us. */
const headerText = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 80 });
const oddText = fc.oneof(
  headerText,
  fc.constantFrom(
    "admin",
    "anonymous",
    ":",
    "admin:",
    ":admin",
    "Bearer",
    "Basic",
    "Basic Og==",
    "null",
    "undefined",
    "[object Object]",
    "' OR 1=1 --",
  ),
  headerText.map((inner) => `Basic ${Buffer.from(inner).toString("base64")}`),
  headerText.map((inner) => `Bearer ${inner}`),
  headerText.map((inner) => `footfall_session=${inner}`),
  headerText.map((inner) => `a=b; footfall_session=${inner}; footfall_session=`),
);
const headers = fc.dictionary(
  fc.constantFrom(
    "authorization",
    "cookie",
    "x-csrf-token",
    "origin",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "accept",
  ),
  oddText,
);
const types = fc.constantFrom("application/x-www-form-urlencoded", "application/json", "text/plain", "application/json; charset=x", "a/b");
const names = fc.constantFrom(
  "token_auth",
  "login",
  "password",
  "authCode",
  "token",
  "csrf",
  "everywhere",
  "method",
  "force_api_session",
  "a[b]",
);
const body = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.json({ maxDepth: 3 }),
  fc.dictionary(names, fc.anything({ maxDepth: 2, withBigInt: false })).map((value) => JSON.stringify(value)),
  fc.dictionary(names, headerText).map((values) => new URLSearchParams(values).toString()),
);
const urls = fc.constantFrom(
  "/index.php?module=API&format=json&method=UsersManager.getUser",
  "/index.php?module=API&format=json&method=UsersManager.deleteUser",
  "/?module=API&format=json&method=API.getBulkRequest&urls[]=method%3DUsersManager.deleteUser",
  "/wp-json/matomo/v1/users_manager/user",
  "/?rest_route=/matomo/v1/users_manager/user",
  "/login",
  "/logout",
  "/session",
  "/invitation",
  "/index.php?module=Login&action=acceptInvitation&token=%22%3E%3Cscript%3E",
);

it("is answered without a failure, a detail of ours, or anybody else's rights, whatever its headers, cookies and body", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("GET", "POST", "PUT", "HEAD"), urls, headers, types, body, async (verb, url, given, type, payload) => {
      const isRead = verb === "GET" || verb === "HEAD";
      const answer = await server.inject({
        method: verb as "GET",
        url,
        headers: { ...given, "content-type": type },
        ...(isRead ? {} : { payload }),
      });
      // The REST routes tell mistakes of the caller with 500, as those of Matomo for WordPress.
      if (!/matomo\/v1/.test(url)) expect(answer.statusCode).toBeLessThan(500);
      expect(answer.body).not.toMatch(/I am admin|deleted|\bat .*\.ts:|unexpected problem|"><script>/);
      expect(answer.headers["set-cookie"] ?? "").not.toMatch(/footfall_session=./);
    }),
    { numRuns: 400 },
  );
  expect(errors).toEqual([]);
}, 60_000);
