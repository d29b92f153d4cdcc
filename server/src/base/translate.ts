import { readFileSync } from "node:fs";

/** Languages for which `data/lang` holds titles. The names of countries and the like come from Node itself. */
const languages = ["de", "es", "fr"] as const;

const titles: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(
  languages.map((language) => [language, JSON.parse(readFileSync(new URL(`../../data/lang/${language}.json`, import.meta.url), "utf8"))]),
);

/** All English titles of which a translation is known. */
const english: readonly string[] = [...new Set([...titles.values()].flatMap((known) => Object.keys(known)))];

/** The titles that are known in a language, by their English text; none where it is not one of those languages. */
export function titlesIn(language: string): Readonly<Record<string, string>> {
  if (language === "en") return Object.fromEntries(english.map((title) => [title, title]));
  return titles.get(language) ?? {};
}

/** How much of all titles is known in a language, from 0 to 1. */
export function shareKnown(language: string): number {
  return Object.keys(titlesIn(language)).length / english.length;
}

/**
 * A title in a language (`fr`, `es-ar`), found by its English text, or part by part where it is several with dashes between; the English
 * text itself where it is not known in that language.
 */
export function translate(english: string, language = "en"): string {
  const known = titles.get(language.toLowerCase().split("-", 1)[0]!);
  if (!known) return english;
  const say = (text: string) => (Object.hasOwn(known, text) ? known[text]! : text);
  return Object.hasOwn(known, english) ? say(english) : english.split(" - ").map(say).join(" - ");
}
