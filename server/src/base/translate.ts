import { readFileSync } from "node:fs";

/** Languages for which `data/lang` holds titles. The names of countries and the like come from Node itself. */
const languages = ["de", "es", "fr"] as const;

const titles: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(
  languages.map((language) => [language, JSON.parse(readFileSync(new URL(`../../data/lang/${language}.json`, import.meta.url), "utf8"))]),
);

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
