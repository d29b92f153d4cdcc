/** Prints records, a list or a map of them, as a table with the given columns: the heading, and the name of the value in a record. */
export function printRecords(records: unknown, columns: Readonly<Record<string, string>>): void {
  const list = Object.values(records as object) as readonly Readonly<Record<string, unknown>>[];
  const rows = [Object.keys(columns), ...list.map((record) => Object.values(columns).map((name) => textOf(record[name])))];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) print(row.map((text, column) => text.padEnd(widths[column]!)).join("  "));
}

/** Prints one record, a value a line. */
export function printRecord(record: unknown): void {
  const entries = Object.entries(record as Readonly<Record<string, unknown>>);
  const width = Math.max(...entries.map(([name]) => name.length));
  for (const [name, value] of entries) print(`${name.padEnd(width)}  ${textOf(value)}`);
}

export function print(line: string): void {
  process.stdout.write(`${line.trimEnd()}\n`);
}

/** The value of an answer that is a single one. */
export function singleValue(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "value" in answer ? answer.value : answer;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
