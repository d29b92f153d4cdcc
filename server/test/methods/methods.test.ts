import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readsOnly } from "../../src/catalog/reads-only.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";
import { openTestWarehouse } from "../fixtures/warehouse.ts";
import { type Ask, catalog, coreMethods, declared, minimalCall, openHouse } from "./walk.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;
/** For calls that change nothing. */
let shared: Ask;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse(catalog.dimensions));
  shared = await openHouse(warehouse);
});
afterAll(() => remove());

/** A call of its own kind: it runs others, each with the rights that it has. */
const bulk = "API.getBulkRequest";

/** A module that is not there yet: its methods are walked as soon as it is. */
const moduleToCome = "ScheduledReports";
const isThere = (method: string) => !method.startsWith(`${moduleToCome}.`) || catalog.findModule(moduleToCome) !== undefined;

const methods = Object.keys(coreMethods).filter(isThere);
const declarations = methods.filter((method) => method !== bulk);

it("lists as many methods as there are", () => {
  expect(methods.length).toBeGreaterThan(250);
});

describe("takes the parameters of", () => {
  /** What is asked for here although it may be left out there, where it is then missed. */
  const alsoRequired: Readonly<Record<string, readonly string[]>> = {
    "MultiSites.getAllWithGroups": ["period", "date"],
    "UsersManager.inviteUser": ["initialIdSite"],
  };

  it.each(declarations)("%s", (method) => {
    const known = declared.get(method.toLowerCase());
    expect(known, "is declared").toBeDefined();
    const required = (coreMethods[method] ?? []).filter((name) => !name.endsWith("?"));
    const names = [...known!.params.map(({ name }) => name), ...(catalog.findReport(method) ? ["idSubtable"] : [])];
    expect(names).toEqual(expect.arrayContaining(required));
    const needed = known!.params.filter((param) => param.required).map(({ name }) => name);
    expect([...required, ...(alsoRequired[method] ?? [])]).toEqual(expect.arrayContaining(needed));
  });
});

describe("answers the least that can be asked of", () => {
  /** What is said of calls that are in order but find nothing. */
  const findsNothing: Readonly<Record<string, RegExp>> = {
    "Transitions.getTransitionsForAction": /Nobody viewed/,
    "Transitions.getTransitionsForPageUrl": /Nobody viewed/,
    "Transitions.getTransitionsForPageTitle": /Nobody viewed/,
  };

  it.each(methods)("%s", async (method) => {
    const ask = readsOnly(method) ? shared : await openHouse(warehouse);
    const answer = await ask("admin", method, minimalCall(method));
    expect(answer.errors).toEqual([]);
    expect(answer.status).toBe(200);
    if (findsNothing[method]) expect(answer.mistake).toMatch(findsNothing[method]);
    else expect(answer.mistake).toBeUndefined();
  });
});

describe("refuses callers without any access to", () => {
  /** What tells nothing about anybody, answers everybody with what is theirs, or asks for a password of its own. */
  const openToAnyone: readonly string[] = [
    bulk,
    "API.getSettings",
    "API.getPagesComparisonsDisabledFor",
    "CoreAdminHome.getOptOutJSEmbedCode",
    "CoreAdminHome.getOptOutSelfContainedEmbedCode",
    "LanguagesManager.isLanguageAvailable",
    "LanguagesManager.getAvailableLanguages",
    "LanguagesManager.getAvailableLanguagesInfo",
    "LanguagesManager.getAvailableLanguageNames",
    "LanguagesManager.getTranslationsForLanguage",
    "SitesManager.getSitesWithAdminAccess",
    "SitesManager.getSitesWithViewAccess",
    "SitesManager.getSitesWithAtLeastViewAccess",
    "SitesManager.getSitesIdWithAdminAccess",
    "SitesManager.getSitesIdWithViewAccess",
    "SitesManager.getSitesIdWithWriteAccess",
    "SitesManager.getSitesIdWithAtLeastViewAccess",
    "SitesManager.getPatternMatchSites",
    "SitesManager.getIpsForRange",
    "SitesManager.getDefaultTimezone",
    "SitesManager.getCurrencyList",
    "SitesManager.getCurrencySymbols",
    "SitesManager.getTimezonesList",
    "SitesManager.getTimezoneName",
    "Transitions.getTranslations",
    "UserCountry.getCountryCodeMapping",
    "UsersManager.hasSuperUserAccess",
    "UsersManager.createAppSpecificTokenAuth",
  ];

  it.each(methods.filter((method) => !openToAnyone.includes(method)))("%s", async (method) => {
    const { status, mistake } = await shared("anonymous", method, minimalCall(method));
    expect([status, mistake]).toEqual([401, expect.stringContaining("You can't access this resource")]);
  });
});

describe("refuses readers of a website to change by", () => {
  /** What people change that is their own: elsewhere the method finds nothing of theirs, or asks for a password. */
  const ofTheirOwn: readonly string[] = [
    "Annotations.add",
    "Dashboard.removeDashboard",
    "Dashboard.resetDashboardLayout",
    "SegmentEditor.delete",
    "SegmentEditor.update",
    "UsersManager.createAppSpecificTokenAuth",
  ];
  const whose = ["login", "userLogin", "copyToUser"];

  it.each(methods.filter((method) => !readsOnly(method) && !ofTheirOwn.includes(method)))("%s", async (method) => {
    const given = minimalCall(method);
    const ofOthers = Object.fromEntries(whose.filter((name) => name in given).map((name) => [name, "admin"]));
    expect((await shared("reader", method, { ...given, ...ofOthers })).status).toBe(401);
  });
});

describe("says what is wrong with a call of", () => {
  /** Parameters without which a Matomo does not answer, and we do. */
  const leftOut: readonly RegExp[] = [
    /^CoreAdminHome\.getOptOut/,
    /^Goals\.(add|update)Goal pattern$/,
    /^MultiSites\.getAll idSite$/,
    /^PrivacyManager\.anonymizeSomeRawData idSites$/,
  ];
  /** Whether there are mistakes is the very question of the one; the other draws them. */
  const answersAnyway: readonly string[] = ["Insights.canGenerateInsights", "ImageGraph.get"];

  it.each(declarations)("%s", async (method) => {
    const given = minimalCall(method);
    const required = (coreMethods[method] ?? []).filter((name) => !name.endsWith("?"));
    for (const name of required.filter((each) => !leftOut.some((known) => known.test(`${method} ${each}`)))) {
      const { [name]: _, ...rest } = given;
      expect((await shared("admin", method, rest)).mistake).toContain(`'${name}'`);
    }
    const { params } = declared.get(method.toLowerCase())!;
    const isChecked = ({ name, type }: (typeof params)[number]) =>
      /integer|number|boolean|\||dateTime|timezone|currency/.test(type) || (name in given && /^(idSite|period|date)$/.test(name));
    for (const { name } of answersAnyway.includes(method) ? [] : params.filter(isChecked)) {
      const { errors, mistake } = await shared("admin", method, { ...given, [name]: "nonsense" });
      expect([name, errors]).toEqual([name, []]);
      expect(mistake).toMatch(new RegExp(`${name}|nonsense`));
    }
  });
});
