/** SQL text for the warehouse with its parameters. Text holds `{p0:Type}` where a value stands; values never enter the text. */
export interface Sql {
  readonly parts: readonly string[];
  readonly values: readonly Embedded[];
}

/** A value with the ClickHouse type under which it is sent. */
export interface TypedValue {
  readonly type: string;
  readonly value: unknown;
}

export type Embedded = Sql | TypedValue | string | number | boolean | bigint | readonly string[] | readonly number[];

/**
 * Builds SQL. Every `${}` is a parameter, unless it is SQL itself. Text is sent as String, whole numbers as Int64, other
 * numbers as Float64; for another type use `typed`.
 */
export function sql(parts: TemplateStringsArray, ...values: readonly Embedded[]): Sql {
  return { parts, values };
}

/** Sends the value under a ClickHouse type of the caller's choice: `typed("Date", day)`. */
export function typed(type: string, value: unknown): TypedValue {
  return { type, value };
}

/** The name of a table, column or alias: letters, digits and underscores only, so that no text of a caller can become SQL. */
export function name(identifier: string): Sql {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(identifier)) throw new Error(`not a name: ${identifier}`);
  return { parts: [`\`${identifier}\``], values: [] };
}

/** SQL that stands in our own source: a type, an engine, an aggregate. Never for anything that a request brings. */
export function trusted(text: string): Sql {
  return { parts: [text], values: [] };
}

export const nothing: Sql = { parts: [""], values: [] };

export function join(pieces: readonly Embedded[], separator = ", "): Sql {
  if (pieces.length === 0) return nothing;
  return { parts: ["", ...pieces.slice(1).map(() => separator), ""], values: pieces };
}

/** What goes over the wire: the text and its parameters by name. */
export interface PrintedSql {
  readonly text: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Prints SQL with numbered parameters, as a server of ClickHouse takes it. */
export function print(statement: Sql): PrintedSql {
  const params: Record<string, unknown> = {};
  let count = 0;
  const text = write(statement, ({ type, value }) => {
    const key = `p${count++}`;
    params[key] = typeof value === "bigint" ? value.toString() : value;
    return `{${key}:${type}}`;
  });
  return { text, params };
}

/**
 * Prints SQL as one text, for the embedded engine, which runs statements with parameters only one after another. Values stand in it
 * encoded: numbers as digits, texts byte by byte with only letters and digits as they are, so that nothing of a value can be read as SQL.
 */
export function printWhole(statement: Sql): string {
  return write(statement, ({ type, value }) => {
    if (type === "String" || (isWhole(value) && value >= 0 && wholeType.test(type))) return literal(value);
    return `CAST(${literal(value)}, '${type}')`;
  });
}

/** A whole number stands for itself, which takes the engine less time to read; those below zero could run into what stands before them. */
const wholeType = /^U?Int(8|16|32|64)$/;

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(",")}]`;
  if (typeof value === "boolean" || isWhole(value)) return String(value);
  return `'${String(value).replaceAll(/[^A-Za-z0-9]/gu, encoded)}'`;
}

function isWhole(value: unknown): value is number | bigint {
  return typeof value === "bigint" || Number.isSafeInteger(value);
}

/** The bytes of a character of one byte, worked out once: nearly all are. */
const ofOneByte = Array.from({ length: 128 }, (_, code) => bytesOf(String.fromCharCode(code)));

function encoded(character: string): string {
  return ofOneByte[character.codePointAt(0)!] ?? bytesOf(character);
}

function bytesOf(character: string): string {
  return Buffer.from(character).toString("hex").replaceAll(/../g, "\\x$&");
}

function write({ parts, values }: Sql, writeValue: (value: TypedValue) => string): string {
  return parts.reduce((text, part, index) => {
    if (index === 0) return part;
    const value = values[index - 1]!;
    const written = isSql(value) ? write(value, writeValue) : writeValue(isTyped(value) ? value : { type: typeOf(value), value });
    return text + written + part;
  }, "");
}

function isSql(value: Embedded): value is Sql {
  return typeof value === "object" && "parts" in value;
}

function isTyped(value: Embedded): value is TypedValue {
  return typeof value === "object" && "type" in value;
}

function typeOf(value: Exclude<Embedded, Sql | TypedValue>): string {
  if (typeof value === "string") return "String";
  if (typeof value === "number") return Number.isSafeInteger(value) ? "Int64" : "Float64";
  if (typeof value === "bigint") return "UInt64";
  if (typeof value === "boolean") return "Bool";
  if (value.every((item) => typeof item === "number"))
    return value.every(Number.isSafeInteger) && value.length > 0 ? "Array(Int64)" : value.length > 0 ? "Array(Float64)" : "Array(String)";
  return "Array(String)";
}
