import { describe, expect, it } from "vitest";
import { callerWith, openOffice } from "../../../test/harness/administration.ts";
import { addPlainUser } from "../../../test/harness/user.ts";
import { methods } from "./methods.ts";

describe("languages", () => {
  it.each([
    ["de", true],
    ["pt-br", true],
    ["xx", false],
    ["../de", false],
  ])("'%s' is available: %s", async (languageCode, available) =>
    expect(await (await openOffice(methods)).call("LanguagesManager.isLanguageAvailable", { languageCode })).toBe(available));

  it("have their own name and an English one", async () => {
    const names = await (await openOffice(methods)).call("LanguagesManager.getAvailableLanguageNames");
    expect(names).toContainEqual({ code: "fr", name: "Français", english_name: "French" });
  });
});

it("tell how much of the titles is translated, and the titles", async () => {
  const office = await openOffice(methods);
  const info = await office.call("LanguagesManager.getAvailableLanguagesInfo");
  expect(info).toContainEqual({ code: "en", name: "English", english_name: "English", translators: "-", percentage_complete: "100%" });
  expect(info).toContainEqual(expect.objectContaining({ code: "pl", percentage_complete: "0%" }));
  const translationsIn = (languageCode: string) => office.call("LanguagesManager.getTranslationsForLanguage", { languageCode });
  expect(await translationsIn("de")).toContainEqual({ label: "Visits", value: "Besuche" });
  expect(await translationsIn("en")).toContainEqual({ label: "Visits", value: "Visits" });
  expect(await translationsIn("pl")).toEqual([]);
  expect(await translationsIn("xx")).toBe(false);
});

describe("a user's language and clock", () => {
  it("are English and 24 hours until chosen", async () => {
    const office = await openOffice(methods);
    await addPlainUser(office.records, "anna");
    const anna = callerWith("anna", { 1: "view" });
    const asked = { login: "anna" };
    expect(await office.call("LanguagesManager.getLanguageForUser", asked, anna)).toBe("en");
    expect(await office.call("LanguagesManager.uses12HourClockForUser", asked, anna)).toBe(false);
    await office.call("LanguagesManager.setLanguageForUser", { ...asked, languageCode: "de" }, anna);
    await office.call("LanguagesManager.set12HourClockForUser", { ...asked, use12HourClock: "1" }, anna);
    expect(await office.call("LanguagesManager.getLanguageForUser", asked, anna)).toBe("de");
    expect(await office.call("LanguagesManager.uses12HourClockForUser", asked, anna)).toBe(true);
  });

  it("are told and changed by nobody else but superusers", async () => {
    const office = await openOffice(methods);
    await addPlainUser(office.records, "anna");
    const bert = callerWith("bert", { 1: "admin" });
    await expect(office.call("LanguagesManager.getLanguageForUser", { login: "anna" }, bert)).rejects.toThrow(
      "You can't access this resource",
    );
    await expect(office.call("LanguagesManager.setLanguageForUser", { login: "anna", languageCode: "xx" })).rejects.toThrow("languageCode");
    expect(await office.call("LanguagesManager.getLanguageForUser", { login: "anonymous" }, bert)).toBe(false);
  });
});
