import { describe, expect, it } from "vitest";
import { translate } from "./translate.ts";

describe("translate", () => {
  it.each([
    ["Visits", "fr", "Visites"],
    ["Visits", "es-ar", "Visitas"],
    ["Visits", "en", "Visits"],
    ["Visits", "ja", "Visits"],
    ["Goals Overview - Visits", "de", "Überblick über die Ziele - Besuche"],
    ["Something else", "de", "Something else"],
    ["constructor", "de", "constructor"],
  ])("%s in %s", (english, language, title) => expect(translate(english, language)).toBe(title));

  it("is English where no language is said", () => expect(translate("Visits")).toBe("Visits"));
});
