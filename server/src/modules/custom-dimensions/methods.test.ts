import { describe, expect, it } from "vitest";
import { openOffice } from "../../../test/harness/administration.ts";
import { addPlainSite } from "../../../test/harness/site.ts";
import { methods } from "./methods.ts";

const section = { idSite: "1", name: "Section", scope: "action", active: "1" };
const add = "CustomDimensions.configureNewCustomDimension";

async function open() {
  const office = await openOffice(methods);
  await addPlainSite(office.records);
  return office;
}

describe("CustomDimensions.configureNewCustomDimension", () => {
  it("numbers within the site, and gives each scope slots of its own", async () => {
    const office = await open();
    expect(await office.call(add, section)).toBe(1);
    expect(await office.call(add, { ...section, name: "Plan", scope: "visit", active: "0", caseSensitive: "0" })).toBe(2);
    expect(await office.call(add, { ...section, name: "Author" })).toBe(3);
    const said = { idsite: "1", extractions: [], case_sensitive: true };
    expect(await office.call("CustomDimensions.getConfiguredCustomDimensions", { idSite: "1" })).toEqual([
      { ...said, idcustomdimension: "1", name: "Section", index: "1", scope: "action", active: true },
      { ...said, idcustomdimension: "2", name: "Plan", index: "1", scope: "visit", active: false, case_sensitive: false },
      { ...said, idcustomdimension: "3", name: "Author", index: "2", scope: "action", active: true },
    ]);
  });

  it("says when the slots of a scope are in use", async () => {
    const office = await open();
    for (let count = 0; count < 5; count++) await office.call(add, section);
    await expect(office.call(add, section)).rejects.toThrow("All 5");
    expect(await office.call("CustomDimensions.getAvailableScopes", { idSite: "1" })).toMatchObject([
      { value: "visit", numSlotsAvailable: 5, numSlotsUsed: 0, numSlotsLeft: 5, supportsExtractions: false },
      { value: "action", numSlotsAvailable: 5, numSlotsUsed: 5, numSlotsLeft: 0, supportsExtractions: true },
    ]);
  });

  it.each([
    ["JSON", JSON.stringify([{ dimension: "url", pattern: "example.com/([a-z]+)" }])],
    ["a form", [{ dimension: "url", pattern: "example.com/([a-z]+)" }]],
  ])("reads extractions sent as %s", async (_, extractions) => {
    const office = await open();
    await office.call(add, { ...section, extractions });
    const [only] = (await office.call("CustomDimensions.getConfiguredCustomDimensions", { idSite: "1" })) as { extractions: unknown }[];
    expect(only?.extractions).toEqual([{ dimension: "url", pattern: "example.com/([a-z]+)" }]);
  });

  it.each([
    [{ name: " " }, /name/],
    [{ name: "a/b" }, /name/],
    [{ name: "<b>" }, /name/],
    [{ scope: "conversion" }, /scope/],
    [{ active: "maybe" }, /active/],
    [{ extractions: "[" }, /extractions/],
    [{ extractions: [{ dimension: "colour", pattern: "(x)" }] }, /url, urlparam, action_name/],
    [{ extractions: [{ dimension: "url", pattern: "no group" }] }, /one group/],
    [{ extractions: [{ dimension: "url", pattern: "(a)(b)" }] }, /one group/],
    [{ extractions: [{ dimension: "urlparam", pattern: "[" }] }, /one group/],
    [{ scope: "visit", extractions: [{ dimension: "url", pattern: "(x)" }] }, /scope 'action'/],
  ])("refuses %j", async (wrong, message) => {
    const office = await open();
    await expect(office.call(add, { ...section, ...wrong })).rejects.toThrow(message);
  });
});

describe("CustomDimensions.configureExistingCustomDimension", () => {
  it("changes all but the scope, and leaves case sensitivity where it is not said", async () => {
    const office = await open();
    await office.call(add, { ...section, caseSensitive: "0" });
    const change = { idDimension: "1", idSite: "1", name: "Part", active: "0" };
    await office.call("CustomDimensions.configureExistingCustomDimension", change);
    const scoped = { idSite: "1", scope: "action" };
    expect(await office.call("CustomDimensions.getConfiguredCustomDimensionsHavingScope", scoped)).toMatchObject([
      { name: "Part", active: false, case_sensitive: false, scope: "action" },
    ]);
    await expect(office.call("CustomDimensions.configureExistingCustomDimension", { ...change, idDimension: "9" })).rejects.toThrow(
      "does not exist",
    );
  });
});
