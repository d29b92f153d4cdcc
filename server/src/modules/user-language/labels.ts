import { countryOfLanguages, firstLanguage, languageName, unknownLanguage } from "../../base/languages.ts";
import { countryName, unknownCountry } from "../../base/places.ts";

/**
 * The code that a stored language counts as in reports: with a country only where that says more than the language does, and with
 * the country where a language is at home.
 * NOTE matomo: so `de-de` is `de` and `ja` is `ja-jp`, and a segment on it need not match what is stored.
 */
export function reportedCode(stored: string): string {
  const language = firstLanguage(stored).split("-")[0] || unknownLanguage;
  const country = countryOfLanguages(stored);
  return country === unknownCountry || country === language ? language : `${language}-${country}`;
}

/** The language without a country: `en` of `en-gb`. */
export function reportedLanguage(stored: string): string {
  return reportedCode(stored).split("-")[0]!;
}

/** "English - United Kingdom (en-gb)", "German (de)". */
export function languageCodeLabel(code: string, inLanguage?: string): string {
  const [language = "", country] = code.split("-");
  const name = languageName(language, inLanguage);
  return country === undefined || country === language
    ? `${name} (${language})`
    : `${name} - ${countryName(country, inLanguage)} (${code})`;
}

/** Visits with the language in whichever country. */
export function languageSegment(language: string): string {
  return language === unknownLanguage ? `languageCode==${language}` : `languageCode==${language},languageCode=@${language}-`;
}
