import { wrongParameter } from "../../base/errors.ts";
import { percentText } from "../../base/number-text.ts";
import { shareKnown, titlesIn } from "../../base/translate.ts";
import { nobody, requireSelf } from "../../catalog/caller.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, text } from "../../catalog/params.ts";
import { readPreference, writePreference } from "../../db/preferences.ts";
import { requireUser } from "../../db/users.ts";
import { englishName, firstLanguage, languageCodes, ownName } from "./languages.ts";

const languagePreference = "language";
const clockPreference = "clock";

const isLanguageAvailable = method({
  method: "LanguagesManager.isLanguageAvailable",
  docs: "Whether names can be told in a language.",
  access: "anyone",
  params: { languageCode: text() },
  run: ({ params }) => languageCodes.includes(params.languageCode),
});

const getAvailableLanguages = method({
  method: "LanguagesManager.getAvailableLanguages",
  docs: "Lists the codes of languages.",
  access: "anyone",
  params: {},
  run: () => languageCodes,
});

const getAvailableLanguageNames = method({
  method: "LanguagesManager.getAvailableLanguageNames",
  docs: "Lists languages with their own and their English names.",
  access: "anyone",
  params: {},
  run: () => languageCodes.map((code) => ({ code, name: ownName(code), english_name: englishName(code) })),
});

const getAvailableLanguagesInfo = method({
  method: "LanguagesManager.getAvailableLanguagesInfo",
  docs: "Lists languages with their names, and with how much of the titles of reports and columns is translated.",
  access: "anyone",
  params: { excludeNonCorePlugins: flag().or(true) },
  run: () =>
    languageCodes.map((code) => ({
      code,
      name: ownName(code),
      english_name: englishName(code),
      translators: "-",
      percentage_complete: percentText(shareKnown(code)),
    })),
});

const getTranslationsForLanguage = method({
  method: "LanguagesManager.getTranslationsForLanguage",
  docs: "Lists the titles of reports and columns that are translated, by their English text; false for a language that there is not.",
  access: "anyone",
  params: { languageCode: text() },
  run: ({ params }) => {
    if (!languageCodes.includes(params.languageCode)) return false;
    return Object.entries(titlesIn(params.languageCode)).map(([label, value]) => ({ label, value }));
  },
});

const getLanguageForUser = method({
  method: "LanguagesManager.getLanguageForUser",
  docs: "Tells the language that a user has chosen; false for the anonymous one.",
  access: "anyone",
  params: { login: text() },
  run: async ({ params, records, caller }) => {
    if (params.login === nobody.login) return false;
    requireSelf(caller, params.login);
    return (await readPreference(records, params.login, languagePreference)) ?? firstLanguage;
  },
});

const setLanguageForUser = method({
  method: "LanguagesManager.setLanguageForUser",
  docs: "Chooses the language of a user.",
  access: "someView",
  params: { login: text(), languageCode: text() },
  run: async ({ params, records, caller }) => {
    requireSelf(caller, params.login);
    await requireUser(records, params.login);
    if (!languageCodes.includes(params.languageCode))
      throw wrongParameter("languageCode", params.languageCode, "one of those that LanguagesManager.getAvailableLanguages lists");
    await writePreference(records, params.login, languagePreference, params.languageCode);
    return true;
  },
});

const uses12HourClockForUser = method({
  method: "LanguagesManager.uses12HourClockForUser",
  docs: "Whether a user wants hours from 1 to 12; false for the anonymous one.",
  access: "anyone",
  params: { login: text() },
  run: async ({ params, records, caller }) => {
    if (params.login === nobody.login) return false;
    requireSelf(caller, params.login);
    return (await readPreference(records, params.login, clockPreference)) === "12";
  },
});

const set12HourClockForUser = method({
  method: "LanguagesManager.set12HourClockForUser",
  docs: "Chooses whether a user sees hours from 1 to 12 or from 0 to 23.",
  access: "someView",
  params: { login: text(), use12HourClock: flag() },
  run: async ({ params, records, caller }) => {
    requireSelf(caller, params.login);
    await requireUser(records, params.login);
    await writePreference(records, params.login, clockPreference, params.use12HourClock ? "12" : "24");
    return true;
  },
});

export const methods: readonly Method[] = [
  isLanguageAvailable,
  getAvailableLanguages,
  getAvailableLanguageNames,
  getAvailableLanguagesInfo,
  getTranslationsForLanguage,
  getLanguageForUser,
  setLanguageForUser,
  uses12HourClockForUser,
  set12HourClockForUser,
];
