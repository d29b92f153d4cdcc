import { readFileSync } from "node:fs";
import { displayName } from "./display-names.ts";
import { isCountry, unknownCountry } from "./places.ts";

const data: { readonly codes: string; readonly mainCountry: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(new URL("../../data/languages.json", import.meta.url), "utf8"),
);

const codes: ReadonlySet<string> = new Set(data.codes.split(" "));

/** Languages that Node names otherwise than clients know them. */
const ownNames: Readonly<Record<string, string>> = { tl: "Tagalog", tw: "Twi" };

/** Whether the code is one of ISO 639-1: two letters, lower-case. */
export function isLanguage(code: string): boolean {
  return codes.has(code);
}

export const unknownLanguage = "xx";

/**
 * The first language of a browser's list, with its country where the list names one: `en-us` of `en-us,en`. `xx` where none is
 * a language, empty where the list is.
 */
export function firstLanguage(languages: string): string {
  if (languages === "") return "";
  for (const [, language, country] of languages.matchAll(/(?:^|,)([a-z]{2,3})(?:-[a-z]{4})?(-[a-z]{2})?/g))
    if (isLanguage(language!)) return `${language}${country ?? ""}`;
  return unknownLanguage;
}

/**
 * The country that a browser's list of languages suggests: the home of its first language where it names no country and has one
 * home, else the first country named. `xx` where it suggests none.
 */
export function countryOfLanguages(languages: string, isKnown: (country: string) => boolean = isCountry): string {
  const alone = /^([a-z]{2,3})(?:,|;|$)/.exec(languages)?.[1] ?? "";
  const home = Object.hasOwn(data.mainCountry, alone) ? data.mainCountry[alone] : undefined;
  if (home) return home;
  // Whole subtags only, unlike Matomo, to which the script of `sr-latn-rs` is Laos.
  for (const [, country] of languages.matchAll(/-([a-z]{2})(?![a-z])/g)) if (isKnown(country!)) return country!;
  return unknownCountry;
}

/**
 * Name of a language by its two letters, in a language (a BCP 47 tag; English where not said); "Unknown" for none.
 * NOTE matomo: any other code, `de-at` included, is not named but shown: "Language code de-at".
 */
export function languageName(code: string, language = "en"): string {
  if (code === "" || code === unknownLanguage) return "Unknown";
  if (!isLanguage(code)) return `Language code ${code}`;
  const own = language === "en" ? ownNames[code] : undefined;
  return own ?? displayName("language", code, language) ?? code;
}

/** Whether a text can name a language as Matomo writes it: `pt-br`. */
export function canNameLanguage(text: string): boolean {
  return /^[a-z]{2,3}(-[a-z]{2,4})?$/i.test(text);
}
