import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Api, createApi } from "../../src/api/call.ts";
import { createLog } from "../../src/base/log.ts";
import { createVault } from "../../src/base/vault.ts";
import { type Catalog, catalogOf } from "../../src/catalog/module.ts";
import type { Raw } from "../../src/catalog/params.ts";
import { hashPassword } from "../../src/db/passwords.ts";
import { openRecords } from "../../src/db/records.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";
import { callableMethods } from "../../src/derive/method-list.ts";
import { modules } from "../../src/modules/index.ts";
import { createSegmentReaders } from "../../src/reporting/segment/reader.ts";
import { addPlainUser } from "../harness/user.ts";

/** The methods of a Matomo 5.2 by name, with the names of their parameters; those that may be left out end in `?`. */
export const coreMethods: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL("core-methods.json", import.meta.url), "utf8"),
);

export const catalog: Catalog = catalogOf(modules);

/** What is declared here, by name in lower case. */
export const declared = new Map(callableMethods(catalog).map((each) => [each.method.toLowerCase(), each]));

export const people = ["anonymous", "reader", "admin"] as const;
export type Person = (typeof people)[number];

export interface Answered {
  readonly status: number;
  readonly body: string;
  /** What went wrong, in words; undefined where nothing did. */
  readonly mistake: string | undefined;
  /** Lines that the server logged as errors. */
  readonly errors: readonly string[];
}

export type Given = Readonly<Record<string, Raw>>;
export type Ask = (person: Person, method: string, params: Given) => Promise<Answered>;

const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");
const password = "a long password of the admin";
const passwordHash = await hashPassword(password);

/** What parameters are given by their names; `1` where nothing is said. */
const samples: Given = {
  ...{ period: "day", date: "2026-05-01", dates: "2026-05-01", segment: "countryCode==de", definition: "countryCode==de" },
  ...{ apiModule: "UserCountry", apiAction: "getCountry", reportUniqueId: "UserCountry_getCountry", segmentName: "countryCode" },
  ...{ login: "reader", userLogin: "reader", copyToUser: "reader", userEmail: "reader@example.org", email: "new@example.org" },
  ...{ password: "a long password of somebody", passwordConfirmation: password, access: "view" },
  ...{ preferenceName: "defaultReportDate", preferenceValue: "today", languageCode: "de", language: "en" },
  ...{ matchAttribute: "url", patternType: "contains", scope: "visit", idNote: "0", actionType: "url" },
  ...{ backgroundColor: "ffffff", fontColor: "000000", fontSize: "12px", fontFamily: "Arial", matomoUrl: "https://stats.example.org/" },
  ...{ excludedIps: "192.0.2.7", defaultCurrency: "EUR", defaultTimezone: "Europe/Berlin" },
  ...{ hour: "6", reportType: "email", reportFormat: "html", reports: ["VisitsSummary_get"], parameters: { displayFormat: "1" } },
  ...{ visitorId: "0123456789abcdef", visits: [{ idsite: "1", idvisit: "1" }], urls: ["method=API.getMatomoVersion"] },
};

/** What single methods are given instead. */
const special: Readonly<Record<string, Given>> = {
  "API.getReportMetadata": { idSite: "1" },
  "API.getRowEvolution": { date: "last2" },
  "PrivacyManager.anonymizeSomeRawData": { anonymizeIp: "1" },
  "MultiSites.getAllWithGroups": { period: "day", date: "2026-05-01" },
  "UsersManager.addUser": { userLogin: "newcomer" },
  "UsersManager.inviteUser": { userLogin: "newcomer", initialIdSite: "1" },
  "UsersManager.resendInvite": { userLogin: "guest" },
  "UsersManager.generateInviteLink": { userLogin: "guest" },
  "UsersManager.createAppSpecificTokenAuth": { userLogin: "admin" },
  "UsersManager.addCapabilities": { capabilities: "" },
  "UsersManager.removeCapabilities": { capabilities: "" },
};

/** The least that a method must be given. */
export function minimalCall(method: string): Given {
  const required = (coreMethods[method] ?? []).filter((name) => !name.endsWith("?"));
  const confirmed = declared.get(method.toLowerCase())?.params.some(({ name }) => name === "passwordConfirmation");
  const names = [...required, ...(confirmed ? ["passwordConfirmation"] : [])];
  return { ...Object.fromEntries(names.map((name) => [name, samples[name] ?? "1"])), ...special[method] };
}

/** A server of its own with a website, what belongs to one, and an admin and a reader of it; `ask` calls it. */
export async function openHouse(warehouse: Warehouse): Promise<Ask> {
  const records = await openRecords(":memory:");
  for (const login of people) {
    await addPlainUser(records, login);
    const token = { login, description: "", hash: hashToken(`token${login}`), created: 0, secure_only: 0, system: 0 } as const;
    if (login !== "anonymous") await records.insertInto("tokens").values(token).execute();
  }
  await records.updateTable("users").set({ superuser: 1, password: passwordHash }).where("login", "=", "admin").execute();
  const errors: string[] = [];
  const api = createApi({
    catalog,
    records,
    warehouse,
    clock: { now: () => Date.UTC(2026, 5, 1, 12) },
    log: createLog("error", (line) => errors.push(line)),
    hashToken,
    vault: createVault("secret"),
    settle: async () => {},
    segments: createSegmentReaders(records, catalog.dimensions),
    drawChart: async () => Buffer.from("a picture"),
    locate: () => ({ country: "de", region: "BE", city: "Berlin", latitude: 52.5, longitude: 13.4 }),
  });
  const ask: Ask = (person, method, params) => call(api, person, { ...params, method }, errors);
  for (const [method, params] of furniture) {
    const { mistake } = await ask("admin", method, params);
    if (mistake !== undefined) throw new Error(`${method}: ${mistake}`);
  }
  return ask;
}

/** What is there before a method is called. */
const furniture: readonly (readonly [method: string, params: Given])[] = [
  ["SitesManager.addSite", { siteName: "Blog", urls: ["https://blog.example.org"], ecommerce: "1" }],
  ["UsersManager.setUserAccess", { userLogin: "reader", access: "view", idSites: "1" }],
  ["Goals.addGoal", { idSite: "1", name: "Thanks", matchAttribute: "url", pattern: "thanks", patternType: "contains" }],
  ["CustomDimensions.configureNewCustomDimension", { idSite: "1", name: "Plan", scope: "visit", active: "1" }],
  ["SegmentEditor.add", { name: "From here", definition: "countryCode==de", idSite: "1" }],
  ["Annotations.add", { idSite: "1", date: "2026-05-01", note: "A note" }],
  ["SitesManager.addSite", { siteName: "Shop", urls: ["https://shop.example.org"] }],
  ["UsersManager.inviteUser", { userLogin: "guest", email: "guest@example.org", initialIdSite: "2" }],
];

async function call(api: Api, person: Person, params: Given, errors: readonly string[]): Promise<Answered> {
  const logged = errors.length;
  const request = { inAddress: new Set<string>(), httpMethod: "POST", headers: {}, ip: "192.0.2.1", baseUrl: "https://stats.example.org/" };
  const form = { format: "json", ...params, token_auth: person === "anonymous" ? "" : `token${person}` };
  const { status, body } = await api.call({ ...request, params: form });
  const text = Buffer.isBuffer(body) ? body.toString("utf8") : typeof body === "string" ? body : [...body].join("");
  return { status, body: text, mistake: mistakeIn(text), errors: errors.slice(logged) };
}

function mistakeIn(body: string): string | undefined {
  if (!body.startsWith('{"result":"error"')) return undefined;
  return (JSON.parse(body) as { message: string }).message;
}
