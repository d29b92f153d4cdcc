import { addDays, type Day } from "../../base/dates.ts";
import { tableNames } from "../../catalog/tables.ts";
import type { WhileStill } from "../../catalog/while-still.ts";
import { changeRows, partitionsOf, settlePartition, sweep } from "../../db/erase.ts";
import { join, name, type Sql, sql, trusted, typed } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { pseudonymsOf } from "./pseudonyms.ts";
import type { StoredColumn } from "./stored-columns.ts";

/** What is to be made anonymous, and where. */
export interface Anonymization {
  readonly sites: readonly number[];
  /** Local days, both included. */
  readonly from: Day;
  readonly to: Day;
  /** Bytes of addresses that are zeroed; undefined leaves them. */
  readonly maskBytes: 2 | 3 | 4 | undefined;
  readonly location: boolean;
  readonly userId: boolean;
  readonly visitColumns: readonly StoredColumn[];
  readonly actionColumns: readonly StoredColumn[];
}

export interface Anonymizing {
  readonly warehouse: Warehouse;
  readonly whileStill: WhileStill;
  readonly hashToken: (text: string) => string;
}

/** What is finer than a country. */
const placeColumns: readonly string[] = ["region", "city", "latitude", "longitude"];

/** Changes what is stored, in all its copies, so that nothing of what was there before is left on the disk. */
export async function anonymize(asked: Anonymization, { warehouse, whileStill, hashToken }: Anonymizing): Promise<void> {
  await whileStill(async () => {
    await settle(warehouse, asked);
    const rows = rowsOfDays(asked);
    const users = asked.userId ? await pseudonymsOf(warehouse, rows, hashToken) : undefined;
    try {
      const ofVisits = [
        ...(asked.maskBytes === undefined ? [] : [sql`ip = ${maskedIp(asked.maskBytes)}`]),
        ...(users ? [sql`user_id = ${users.pseudonym}`] : []),
        ...(await emptied(warehouse, "visits", visitColumns(asked))),
      ];
      await change(warehouse, "visits", ofVisits, rows);
      await change(warehouse, "conversions", await emptied(warehouse, "conversions", visitColumns(asked)), rows);
      const actionColumns = asked.actionColumns.map((column) => column.name);
      await change(warehouse, "actions", await emptied(warehouse, "actions", actionColumns), rows);
      const repeated = actionColumns.flatMap((column) => repeatedByConversions[column] ?? []);
      await change(warehouse, "conversions", await emptied(warehouse, "conversions", repeated), conversionsAfter(asked));
    } finally {
      await users?.forget();
    }
  });
  await sweep(warehouse, tableNames);
}

/** Columns of conversions that repeat what columns of the actions before them have. */
const repeatedByConversions: Readonly<Record<string, string>> = { url: "met_urls", name: "met_titles" };

/** Conversions that may have come after actions of those days. */
function conversionsAfter({ sites, from, to }: Anonymization): Sql {
  return sql`site IN ${typed("Array(UInt32)", sites)} AND start_day <= ${typed("Date", to)} AND day >= ${typed("Date", from)}`;
}

function visitColumns({ location, visitColumns }: Anonymization): readonly string[] {
  return [...new Set([...visitColumns.map((column) => column.name), ...(location ? placeColumns : [])])];
}

function rowsOfDays({ sites, from, to }: Anonymization): Sql {
  return sql`site IN ${typed("Array(UInt32)", sites)} AND day BETWEEN ${typed("Date", from)} AND ${typed("Date", to)}`;
}

/** Versions of a visit that were replaced may lie on another day: they go before it is looked which rows are meant. */
async function settle(warehouse: Warehouse, { from, to }: Anonymization): Promise<void> {
  const month = (day: Day) => day.slice(0, 7).replace("-", "");
  // A visit stands in the month in which it began, which may be the day before.
  const [first, last] = [month(addDays(from, -1)), month(to)];
  for (const table of ["visits", "conversions"])
    for (const id of await partitionsOf(warehouse, table)) if (id >= first && id <= last) await settlePartition(warehouse, table, id);
}

async function change(warehouse: Warehouse, table: string, changes: readonly Sql[], where: Sql): Promise<void> {
  if (changes.length > 0) await changeRows(warehouse, table, join(changes), where);
}

/** Sets those of the columns that the table has to what they are where nothing is known. */
async function emptied(warehouse: Warehouse, table: string, columns: readonly string[]): Promise<readonly Sql[]> {
  const rows = await warehouse.query<{ name: string; type: string }>(
    sql`SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = ${table} AND name IN ${typed("Array(String)", columns)}`,
  );
  // The type comes from the table's own declaration.
  return rows.map((column) => sql`${name(column.name)} = defaultValueOfTypeName(${trusted(`'${column.type}'`)})`);
}

/** As tracking masks addresses: of IPv4 the last bytes are zeroed, of IPv6 all but the first 48, 24 or 0 bits. */
function maskedIp(bytes: 2 | 3 | 4): Sql {
  const mask = trusted(String((0xffffffff << (8 * bytes)) >>> 0));
  const maskOfAll = bytes === 4 ? trusted("0") : mask;
  const cut = trusted(String({ 2: 10, 3: 13, 4: 16 }[bytes]));
  return sql`multiIf(isIPv4String(ip), IPv4NumToString(bitAnd(toUInt32(toIPv4OrZero(ip)), toUInt32(${maskOfAll}))),
    isIPv6String(ip), cutIPv6(IPv6StringToNumOrDefault(ip), ${cut}, ${cut}), ip)`;
}
