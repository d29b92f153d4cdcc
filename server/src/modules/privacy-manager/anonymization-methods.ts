import { localTime } from "../../base/dates.ts";
import { notAllowed, wrongParameter } from "../../base/errors.ts";
import { confirmPassword } from "../../catalog/confirm-password.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, list, secret, sites, text } from "../../catalog/params.ts";
import { sitesAsked } from "../../catalog/sites-asked.ts";
import type { TableName } from "../../catalog/tables.ts";
import { readSettings } from "../../db/settings.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { anonymize } from "./anonymize.ts";
import { columnsToEmpty, columnToEmptyOnWire, type StoredColumn } from "./stored-columns.ts";

const anonymizeSomeRawData = method({
  method: "PrivacyManager.anonymizeSomeRawData",
  docs: "Makes what was tracked on some days anonymous: masks addresses (two bytes at least), forgets places finer than a country, puts pseudonyms for user ids, and empties columns. The caller's own password has to confirm it.",
  access: "superuser",
  params: {
    idSites: sites().or("all"),
    date: text(),
    anonymizeIp: flag().or(false),
    anonymizeLocation: flag().or(false),
    anonymizeUserId: flag().or(false),
    unsetVisitColumns: list(text()).or([]),
    unsetLinkVisitActionColumns: list(text()).or([]),
    passwordConfirmation: secret().optional(),
  },
  afterHits: true,
  run: async ({ params, records, caller, clock, warehouse, whileStill, hashToken }) => {
    await confirmPassword(records, caller, params.passwordConfirmation);
    const asked = await sitesAsked(records, caller, params.idSites);
    const today = localTime(Math.floor(clock.now() / 1000), "UTC").day;
    const [period] = parsePeriods(params.date.includes(",") ? "range" : "day", params.date, today).periods;
    if (!period) throw wrongParameter("date", params.date, "a day, or two with a comma between them");
    const { privacy } = await readSettings(records);
    const anonymization = {
      sites: asked.map(({ id }) => id),
      from: period.from,
      to: period.to,
      maskBytes: params.anonymizeIp ? (Math.max(2, privacy.maskBytes) as 2 | 3 | 4) : undefined,
      location: params.anonymizeLocation,
      userId: params.anonymizeUserId,
      visitColumns: await namedColumns(warehouse, "visits", "unsetVisitColumns", params.unsetVisitColumns),
      actionColumns: await namedColumns(warehouse, "actions", "unsetLinkVisitActionColumns", params.unsetLinkVisitActionColumns),
    };
    const { maskBytes, location, userId, visitColumns, actionColumns } = anonymization;
    if (maskBytes === undefined && !location && !userId && visitColumns.length + actionColumns.length === 0)
      throw notAllowed("There is nothing to make anonymous: ask for addresses, places, user ids or columns.");
    await anonymize(anonymization, { warehouse, whileStill, hashToken });
    return undefined;
  },
});

const getAvailableVisitColumnsToAnonymize = columnsMethod(
  "PrivacyManager.getAvailableVisitColumnsToAnonymize",
  "The columns of visits that can be emptied, and what they hold then.",
  "visits",
);

const getAvailableLinkVisitActionColumnsToAnonymize = columnsMethod(
  "PrivacyManager.getAvailableLinkVisitActionColumnsToAnonymize",
  "The columns of actions that can be emptied, and what they hold then.",
  "actions",
);

export const anonymizationMethods: readonly Method[] = [
  anonymizeSomeRawData,
  getAvailableVisitColumnsToAnonymize,
  getAvailableLinkVisitActionColumnsToAnonymize,
];

function columnsMethod(name: string, docs: string, table: TableName): Method {
  return method({
    method: name,
    docs,
    access: "superuser",
    params: {},
    run: async ({ warehouse }) => (await columnsToEmpty(warehouse, table)).map(columnToEmptyOnWire),
  });
}

/** The columns that clients know under those names. Throws wrongParameter for one that cannot be emptied. */
async function namedColumns(
  warehouse: Warehouse,
  table: TableName,
  param: string,
  names: readonly string[],
): Promise<readonly StoredColumn[]> {
  const known = await columnsToEmpty(warehouse, table);
  return names.map((shown) => {
    const column = known.find((each) => each.shown === shown);
    if (!column) throw wrongParameter(param, shown, `one of ${known.map((each) => each.shown).join(", ")}`);
    return column;
  });
}
