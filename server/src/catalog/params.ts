import { findCurrency } from "../base/currencies.ts";
import { findZone, isDay } from "../base/dates.ts";
import { missingParameter, wrongParameter } from "../base/errors.ts";

/** A parameter as the request brings it: text, or lists and maps of it (`k[0]=`, `k[]=`, `k[name]=`). */
export type Raw = string | readonly Raw[] | { readonly [name: string]: Raw };

/** How one parameter is read and described. `read` throws a UserError for a value that is not valid. */
export interface Param<T> {
  readonly type: string;
  readonly read: (raw: Raw, name: string) => T;
  /** Present where the parameter may be left out. */
  readonly fallback?: { readonly value: T };
  /** Whether empty text is a value of its own; else a parameter that may be left out counts as left out when it is empty. */
  readonly readsEmpty?: boolean;
  /** Marks what must never be written to a log. */
  readonly secret?: boolean;
  optional(): Param<T | undefined>;
  or(value: T): Param<T>;
}

export type Params = { readonly [name: string]: Param<unknown> };
export type ValuesOf<Declared extends Params> = { readonly [Name in keyof Declared]: Declared[Name] extends Param<infer T> ? T : never };

function param<T>(
  type: string,
  read: (raw: Raw, name: string) => T,
  more: { readonly fallback?: { readonly value: T }; readonly secret?: boolean; readonly readsEmpty?: boolean } = {},
): Param<T> {
  return {
    type,
    read,
    ...more,
    optional: () => param<T | undefined>(type, read, { ...more, fallback: { value: undefined } }),
    or: (value) => param<T>(type, read, { ...more, fallback: { value } }),
  };
}

function plain(raw: Raw, name: string): string {
  if (typeof raw === "string") return raw;
  throw wrongParameter(name, JSON.stringify(raw).slice(0, 100), "one value, not a list");
}

/** Any text; leading and trailing white space is kept. */
export function text(): Param<string> {
  return param("string", plain);
}

/** Text that no log may show: passwords, tokens. */
export function secret(): Param<string> {
  return param("string", plain, { secret: true });
}

export function integer(least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Param<number> {
  return param("integer", (raw, name) => {
    const words = plain(raw, name).trim();
    const number = Number(words);
    if (!/^[+-]?\d+$/.test(words) || number < least || number > most)
      throw wrongParameter(
        name,
        words,
        least > Number.MIN_SAFE_INTEGER
          ? `a whole number from ${least}${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : " up"}`
          : "a whole number",
      );
    return number;
  });
}

export function decimal(): Param<number> {
  return param("number", (raw, name) => {
    const words = plain(raw, name).trim();
    const number = Number(words);
    if (words === "" || !Number.isFinite(number)) throw wrongParameter(name, words, "a number");
    return number;
  });
}

/** `1`, `true`, `yes`, `on`, and their opposites. */
export function flag(): Param<boolean> {
  return param("boolean", (raw, name) => {
    const words = plain(raw, name).trim().toLowerCase();
    if (["1", "true", "yes", "on"].includes(words)) return true;
    if (["0", "false", "no", "off", ""].includes(words)) return false;
    throw wrongParameter(name, words, "0 or 1");
  });
}

export function oneOf<const Names extends readonly string[]>(...names: Names): Param<Names[number]> {
  return param(names.join(" | "), (raw, name) => {
    const words = plain(raw, name);
    if (!names.includes(words)) throw wrongParameter(name, words, `one of ${names.join(", ")}`);
    return words;
  });
}

/** A list: `k[]=a&k[]=b`, or one text with commas. Empty text is an empty list. */
export function list<T>(item: Param<T>): Param<readonly T[]> {
  return param(`${item.type}[]`, (raw, name) => {
    const items: readonly Raw[] = Array.isArray(raw)
      ? raw
      : typeof raw === "string"
        ? raw === ""
          ? []
          : raw.split(",")
        : Object.values(raw);
    return items.map((one) => item.read(typeof one === "string" ? one.trim() : one, name));
  });
}

/** Lists and maps, as the request brings them; text that is JSON is read. */
export function structure(): Param<unknown> {
  return param<unknown>("object", (raw) => {
    if (typeof raw !== "string") return raw;
    try {
      return JSON.parse(raw);
    } catch {
      return raw;
    }
  });
}

/** A value to change: undefined leaves what there is; empty text is a value as any other and so can clear it. */
export function change<T>(value: Param<T>): Param<T | undefined> {
  return { ...value.optional(), readsEmpty: true };
}

/** Several texts in one, with commas: each trimmed, blanks and repetitions dropped, joined again. */
export function commaList(): Param<string> {
  const items = list(text());
  return param("string[]", (raw, name) => [...new Set(items.read(raw, name))].filter((item) => item !== "").join(","));
}

/** Web addresses, a list or one. `http://` is put before those that name no scheme, slashes at the end go. */
export function urls(): Param<readonly string[]> {
  return param("url[]", (raw, name) => {
    const given: readonly Raw[] = typeof raw === "string" ? [raw] : Object.values(raw);
    const cleaned = given
      .map((one) =>
        plain(one, name)
          .trim()
          .replace(/(?<![:/])\/+$/, ""),
      )
      .filter((one) => one !== "")
      .map((one) => (one.includes("://") ? one : `http://${one}`));
    for (const one of cleaned)
      if (!/^[a-z][a-z0-9+.-]*:\/\/[^\s/]/i.test(one) || /^(javascript|vbscript|data):/i.test(one))
        throw wrongParameter(name, one, "an address such as https://example.org");
    return [...new Set(cleaned)];
  });
}

/** The name of a timezone: `Europe/Berlin`, `UTC`, `UTC+5.5`. */
export function timezone(): Param<string> {
  return param("timezone", (raw, name) => {
    // A plus sign that nobody encoded arrives as a space.
    const zone = plain(raw, name)
      .trim()
      .replace(/^UTC (?=\d)/, "UTC+");
    if (!findZone(zone)) throw wrongParameter(name, zone, "a timezone such as Europe/Berlin, UTC or UTC+5.5");
    return zone;
  });
}

/** The code of a currency: `EUR`. */
export function currency(): Param<string> {
  return param("currency", (raw, name) => {
    const code = plain(raw, name).trim();
    if (!findCurrency(code)) throw wrongParameter(name, code, "the code of a currency, such as USD or EUR");
    return code;
  });
}

/** An instant in UTC, `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, read into seconds since 1970. */
export function instant(): Param<number> {
  return param("dateTime", (raw, name) => {
    const words = plain(raw, name).trim();
    const parts = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?$/.exec(words);
    const seconds = parts && isDay(parts[1]!) ? Date.parse(`${parts[1]}T${parts[2] ?? "00:00:00"}Z`) / 1000 : Number.NaN;
    if (Number.isNaN(seconds)) throw wrongParameter(name, words, "a date, YYYY-MM-DD, or a date and time, YYYY-MM-DD HH:MM:SS");
    return seconds;
  });
}

/** One site, several (`1,2` or a list), or `all` that the caller may use. */
export function sites(): Param<readonly number[] | "all"> {
  const ids = list(site());
  return param<readonly number[] | "all">("integer[] | all", (raw, name) => (raw === "all" ? "all" : [...new Set(ids.read(raw, name))]));
}

/** A site's id. Whether the caller may use it is the method's `access`. */
export function site(): Param<number> {
  return integer(1);
}

/** Reads all declared parameters; the first that is missing or wrong is thrown as a UserError. */
export function readParams<Declared extends Params>(declared: Declared, given: Readonly<Record<string, Raw>>): ValuesOf<Declared> {
  const values: Record<string, unknown> = {};
  for (const [name, declaration] of Object.entries(declared)) {
    const raw = given[name];
    if (raw !== undefined && !(raw === "" && declaration.fallback && !declaration.readsEmpty)) values[name] = declaration.read(raw, name);
    else if (declaration.fallback) values[name] = declaration.fallback.value;
    else throw missingParameter(name);
  }
  return values as ValuesOf<Declared>;
}
