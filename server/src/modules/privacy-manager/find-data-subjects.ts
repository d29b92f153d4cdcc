import { dateTimeText, localTime } from "../../base/dates.ts";
import { countryName, regionName } from "../../base/places.ts";
import { versionedName } from "../../base/versioned-name.ts";
import { method } from "../../catalog/method.ts";
import { sites, text } from "../../catalog/params.ts";
import { sitesAsked } from "../../catalog/sites-asked.ts";
import type { Cells } from "../../catalog/table.ts";
import { sql } from "../../db/sql.ts";
import { rowsOf } from "../../reporting/source.ts";
import { browser, browserEngine, deviceModel, deviceType, operatingSystem } from "../devices-detection/dimensions.ts";
import { country } from "../user-country/dimensions.ts";

/** NOTE matomo: no more are told. */
const mostVisits = 401;
/** NOTE matomo: what lies before that day is not looked for. */
const firstDay = "1998-01-01";

export const findDataSubjects = method({
  method: "PrivacyManager.findDataSubjects",
  docs: "Visits that meet a segment, the latest first, told so that a person can be found among them. At most 401.",
  access: "someAdmin",
  params: { idSite: sites(), segment: text() },
  afterHits: true,
  run: async ({ params, caller, records, warehouse, clock, readSegment }) => {
    const asked = await sitesAsked(records, caller, params.idSite);
    if (asked.length === 0) return { kind: "table", rows: [] };
    const names = new Map(asked.map(({ id, name }) => [id, name]));
    const today = localTime(Math.floor(clock.now() / 1000), asked[0]?.timezone ?? "UTC").day;
    const scope = { sites: [...names.keys()], from: firstDay, to: today, segment: params.segment, readSegment };
    const rows = await warehouse.query<Subject>(
      sql`SELECT ${selected} FROM ${rowsOf("visits", scope)} ORDER BY last_time DESC, visit DESC LIMIT ${mostVisits}`,
    );
    return { kind: "table", rows: rows.map((row) => ({ columns: subjectOnWire(row, names.get(row.site) ?? "") })) };
  },
});

interface Subject {
  readonly site: number;
  readonly visit: number;
  readonly ip: string;
  readonly visitor: string;
  readonly last: number;
  readonly user_id: string;
  readonly device_type: string;
  readonly device_model: string;
  readonly os: string;
  readonly os_version: string;
  readonly browser: string;
  readonly browser_version: string;
  readonly browser_engine: string;
  readonly country: string;
  readonly region: string;
}

const selected = sql`site, visit, ip, leftPad(lower(hex(visitor)), 16, '0') AS visitor, toUnixTimestamp(last_time) AS last, user_id, device_type,
  device_model, os, os_version, browser, browser_version, browser_engine, country, region`;

function subjectOnWire(row: Subject, siteName: string): Cells {
  return {
    idSite: row.site,
    idVisit: row.visit,
    visitIp: row.ip,
    visitorId: row.visitor,
    lastActionDateTime: dateTimeText(row.last),
    siteName,
    userId: row.user_id || null,
    deviceType: deviceType.label?.(row.device_type) ?? row.device_type,
    deviceTypeIcon: deviceType.logo?.(row.device_type) ?? null,
    deviceModel: deviceModel.label?.(row.device_model) ?? row.device_model,
    operatingSystem: versionedName(operatingSystem.label?.(row.os) ?? row.os, row.os_version),
    operatingSystemIcon: operatingSystem.logo?.(row.os) ?? null,
    browserFamilyDescription: browserEngine.label?.(row.browser_engine) ?? row.browser_engine,
    browser: versionedName(browser.label?.(row.browser) ?? row.browser, row.browser_version),
    browserIcon: browser.logo?.(row.browser) ?? null,
    country: countryName(row.country),
    countryFlag: country.logo?.(row.country) ?? null,
    region: row.region === "" || row.region === "xx" ? null : regionName(row.country, row.region),
  };
}
