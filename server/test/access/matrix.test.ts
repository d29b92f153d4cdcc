import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Api, createApi } from "../../src/api/call.ts";
import { silentLog } from "../../src/base/log.ts";
import { createVault } from "../../src/base/vault.ts";
import type { Access, Method } from "../../src/catalog/method.ts";
import { catalogOf } from "../../src/catalog/module.ts";
import { custom } from "../../src/catalog/report.ts";
import { openRecords, type Records } from "../../src/db/records.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";
import { modules } from "../../src/modules/index.ts";
import { answerFor } from "../../src/reporting/answers.ts";
import { addPlainSite } from "../harness/site.ts";
import { addPlainUser } from "../harness/user.ts";

/** Everybody has that role on the first site, and none on the second. */
const people = ["anonymous", "view", "write", "admin", "superuser"] as const;
type Person = (typeof people)[number];

const targets = { "own site": "1", "other site": "2", "both sites": "1,2", "no site": undefined } as const;
type Target = keyof typeof targets;

const { methods, reports } = catalogOf(modules);
const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");
const noWarehouse = new Proxy({}, { get: () => () => Promise.reject(new Error("there is no warehouse in this test")) }) as Warehouse;
const now = Date.UTC(2026, 5, 1, 12);

let records: Records;

/** The whole API. Where `stubbed`, nothing behind the doors happens: methods say that they ran, reports are empty. */
function openApi(stubbed: boolean): Api {
  const stubs = {
    name: "Stubs",
    methods: methods.map((each) => ({ ...each, params: {}, run: () => "ran" })),
    reports: reports.map((each) => ({
      ...each,
      params: {},
      rows: custom(async (query) => answerFor(query, () => ({ kind: "table", rows: [] }))),
    })),
  };
  return createApi({
    catalog: catalogOf(stubbed ? [stubs] : modules),
    records,
    warehouse: noWarehouse,
    clock: { now: () => now },
    log: silentLog,
    hashToken,
    vault: createVault("secret"),
    settle: async () => {},
  });
}

async function ask(api: Api, person: Person, method: string, params: Readonly<Record<string, string>>) {
  const form = {
    format: "json",
    period: "day",
    date: "2026-05-01",
    ...params,
    method,
    token_auth: person === "anonymous" ? "" : `token${person}`,
  };
  const request = { params: form, inAddress: new Set<string>(), httpMethod: "POST", headers: {}, ip: "192.0.2.1" };
  const { status, body } = await api.call({ ...request, baseUrl: "https://stats.example.org/" });
  const isError = typeof body === "string" && body.includes('"result":"error"');
  return status === 401 ? "refused" : status === 200 && !isError ? "let in" : `answered ${status}: ${String(body)}`;
}

/** What a declaration of access means, said once more and in other words than the code that decides. */
function expected(access: Access, person: Person, target: Target): string {
  if (access === "anyone" || person === "superuser") return "let in";
  if (access === "superuser") return "refused";
  const words = { someView: "view", someWrite: "write", someAdmin: "admin" } as const;
  const role = typeof access === "object" ? access.role : access.startsWith("some") ? words[access as keyof typeof words] : access;
  const isHigh = people.indexOf(person) >= people.indexOf(role as Person);
  const isAboutOthers = !(typeof access === "string" && access.startsWith("some")) && (target === "other site" || target === "both sites");
  return isHigh && !isAboutOthers ? "let in" : "refused";
}

const siteParam = ({ access }: Pick<Method, "access">) => (typeof access === "object" ? access.site : "idSite");

beforeAll(async () => {
  records = await openRecords(":memory:");
  for (const name of ["Own", "Other"]) await addPlainSite(records, name);
  for (const person of people) {
    await addPlainUser(records, person);
    const token = { login: person, description: "", hash: hashToken(`token${person}`), created: 0, secure_only: 0, system: 0 } as const;
    if (person !== "anonymous") await records.insertInto("tokens").values(token).execute();
  }
  for (const role of ["view", "write", "admin"])
    await records.insertInto("access").values({ login: role, site: 1, access: role }).execute();
  await records.updateTable("users").set({ superuser: 1 }).where("login", "=", "superuser").execute();
});

describe("every method lets in whom it declares, and nobody else", () => {
  let api: Api;
  beforeAll(() => {
    api = openApi(true);
  });

  it.each(methods.map((each) => [each.method, each] as const))("%s", async (name, declared) => {
    for (const person of people)
      for (const [target, site] of Object.entries(targets)) {
        const told = await ask(api, person, name, site === undefined ? {} : { [siteParam(declared)]: site });
        expect([person, target, told]).toEqual([person, target, expected(declared.access, person, target as Target)]);
      }
  });

  it.each(reports.map((each) => [each.method, each] as const))("%s", async (name, declared) => {
    const access = declared.allSites ? "someView" : "view";
    for (const person of people)
      for (const [target, site] of Object.entries(targets)) {
        if (target === "no site" && !declared.allSites) continue;
        const told = await ask(api, person, name, site === undefined ? {} : { idSite: site });
        const isSeveral = declared.singly && target === "both sites" && expected(access, person, target as Target) === "let in";
        if (isSeveral) expect(told).toContain("does not support multiple");
        else expect([person, target, told]).toEqual([person, target, expected(access, person, target as Target)]);
      }
  });
});

/** What these tell about another site is what the caller may do there: nothing. */
const aboutOneself: readonly string[] = ["SegmentEditor.isUserCanAddNewSegment", "UsersManager.getUsersPlusRole"];

/** Methods that are open to whoever has some access look themselves at the site that they are called about. */
describe("no method that takes a website tells or changes anything about another one", () => {
  const siteNames = ["idSite", "idSites", "siteId"];
  const looking = methods.filter(
    ({ method, access, params }) =>
      typeof access === "string" &&
      /^some|anyone/.test(access) &&
      siteNames.some((name) => name in params) &&
      !aboutOneself.includes(method),
  );

  it.each(looking.map((each) => [each.method, each] as const))("%s", async (name, { params }) => {
    const api = openApi(false);
    const given = Object.fromEntries(
      Object.entries(params)
        .filter(([, param]) => param.fallback === undefined)
        .map(([key, param]) => [key, sample(param.type)]),
    );
    const about = Object.fromEntries(siteNames.filter((key) => key in params).map((key) => [key, "2"]));
    for (const person of ["anonymous", "admin"] as const)
      expect([person, await ask(api, person, name, { ...given, ...about })]).not.toEqual([person, "let in"]);
  });
});

function sample(type: string): string {
  if (/integer|number/.test(type)) return "1";
  if (type === "boolean") return "1";
  if (type.includes(" | ")) return type.split(" | ")[0]!;
  return "sample";
}
