import { missingParameter, wrongParameter } from "../base/errors.ts";

/** A parameter as the request brings it: text, or lists and maps of it (`k[0]=`, `k[]=`, `k[name]=`). */
export type Raw = string | readonly Raw[] | { readonly [name: string]: Raw };

/** How one parameter is read and described. `read` throws a UserError for a value that is not valid. */
export interface Param<T> {
  readonly type: string;
  readonly read: (raw: Raw, name: string) => T;
  /** Present where the parameter may be left out. */
  readonly fallback?: { readonly value: T };
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
  more: { readonly fallback?: { readonly value: T }; readonly secret?: boolean } = {},
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

/** A site's id. Whether the caller may use it is the method's `access`. */
export function site(): Param<number> {
  return integer(1);
}

/** Reads all declared parameters; the first that is missing or wrong is thrown as a UserError. */
export function readParams<Declared extends Params>(declared: Declared, given: Readonly<Record<string, Raw>>): ValuesOf<Declared> {
  const values: Record<string, unknown> = {};
  for (const [name, declaration] of Object.entries(declared)) {
    const raw = given[name];
    if (raw !== undefined && !(raw === "" && declaration.fallback)) values[name] = declaration.read(raw, name);
    else if (declaration.fallback) values[name] = declaration.fallback.value;
    else throw missingParameter(name);
  }
  return values as ValuesOf<Declared>;
}
