import { describe, expect, it } from "vitest";
import { callerWith, openOffice } from "../../../test/harness/administration.ts";
import { addPlainSite } from "../../../test/harness/site.ts";
import { methods } from "./methods.ts";

const thanks = { idSite: "1", name: "Thanks", matchAttribute: "url", pattern: "thanks", patternType: "contains" };

async function open() {
  const office = await openOffice(methods);
  for (const name of ["One", "Two"]) await addPlainSite(office.records, name);
  return office;
}

describe("Goals.addGoal", () => {
  it("counts numbers within the site, and passes over those of deleted goals", async () => {
    const office = await open();
    expect(await office.call("Goals.addGoal", thanks)).toBe(1);
    expect(await office.call("Goals.addGoal", { ...thanks, idSite: "2" })).toBe(1);
    await office.call("Goals.deleteGoal", { idSite: "1", idGoal: "1" });
    expect(await office.call("Goals.addGoal", thanks)).toBe(2);
  });

  it("tells a goal with its numbers as numbers", async () => {
    const office = await open();
    await office.call("Goals.addGoal", { ...thanks, patternType: "Contains", revenue: "0.5", allowMultipleConversionsPerVisit: "1" });
    expect(await office.call("Goals.getGoal", { idSite: "1", idGoal: "1" })).toEqual({
      idsite: 1,
      idgoal: 1,
      name: "Thanks",
      description: "",
      match_attribute: "url",
      pattern: "thanks",
      pattern_type: "contains",
      case_sensitive: 0,
      allow_multiple: 1,
      revenue: 0.5,
      deleted: 0,
      event_value_as_revenue: 0,
    });
  });

  it("tells no pattern of a goal that is triggered by hand", async () => {
    const office = await open();
    await office.call("Goals.addGoal", { idSite: "1", name: "By hand", matchAttribute: "manually" });
    const goal = await office.call("Goals.getGoal", { idSite: "1", idGoal: "1" });
    for (const key of ["pattern", "pattern_type", "case_sensitive"]) expect(goal).not.toHaveProperty(key);
  });

  it.each([
    [{ matchAttribute: "mood" }, /matchAttribute/],
    [{ patternType: "exact" }, /whole address/],
    [{ patternType: "regex", pattern: "(" }, /regular expression/],
    [{ patternType: "fuzzy" }, /patternType/],
    [{ matchAttribute: "visit_duration", patternType: "contains" }, /greater_than/],
    [{ matchAttribute: "visit_duration", patternType: "greater_than", pattern: "long" }, /number of minutes/],
    [{ useEventValueAsRevenue: "1" }, /useEventValueAsRevenue/],
    [{ revenue: "much" }, /revenue/],
    [{ idSite: "7" }, /unexpected website/],
  ])("refuses %j", async (wrong, message) => {
    const office = await open();
    await expect(office.call("Goals.addGoal", { ...thanks, ...wrong })).rejects.toThrow(message);
  });

  it.each([
    { patternType: "exact", pattern: "https://example.org/thanks" },
    { matchAttribute: "title", patternType: "exact", pattern: "Thanks" },
    { matchAttribute: "event_action", patternType: "exact", pattern: "Play", useEventValueAsRevenue: "1" },
    { matchAttribute: "visit_duration", patternType: "greater_than", pattern: "5" },
  ])("takes %j", async (goal) => expect(await (await open()).call("Goals.addGoal", { ...thanks, ...goal })).toBe(1));
});

describe("Goals.getGoals", () => {
  const named = async () => {
    const office = await open();
    for (const [idSite, name] of [
      ["1", "Zebra"],
      ["1", "ant"],
      ["2", "Bee"],
    ] as const)
      await office.call("Goals.addGoal", { ...thanks, idSite, name });
    return office;
  };

  it.each([
    [{ idSite: "1" }, ["Zebra", "ant"]],
    [{ idSite: "1", orderByName: "1" }, ["ant", "Zebra"]],
    [{ idSite: "1,2" }, ["Zebra", "ant", "Bee"]],
    [{ idSite: "all" }, ["Zebra", "ant", "Bee"]],
  ])("%j lists %j", async (params, names) => {
    const goals = (await (await named()).call("Goals.getGoals", params)) as { name: string }[];
    expect(goals.map(({ name }) => name)).toEqual(names);
  });

  it("lists goals of all sites that the caller may see, and refuses others named", async () => {
    const office = await named();
    const anna = callerWith("anna", { 2: "view" });
    expect(await office.call("Goals.getGoals", { idSite: "all" }, anna)).toMatchObject([{ name: "Bee" }]);
    await expect(office.call("Goals.getGoals", { idSite: "1,2" }, anna)).rejects.toThrow("'view' access for the website id = 1");
  });
});

describe("Goals.updateGoal and deleteGoal", () => {
  it("change and hide a goal", async () => {
    const office = await open();
    await office.call("Goals.addGoal", { ...thanks, revenue: "3" });
    await office.call("Goals.updateGoal", { ...thanks, idGoal: "1", name: "Bought" });
    expect(await office.call("Goals.getGoal", { idSite: "1", idGoal: "1" })).toMatchObject({ name: "Bought", revenue: 0 });
    await office.call("Goals.deleteGoal", { idSite: "1", idGoal: "1" });
    expect(await office.call("Goals.getGoal", { idSite: "1", idGoal: "1" })).toBeUndefined();
    await expect(office.call("Goals.deleteGoal", { idSite: "1", idGoal: "1" })).rejects.toThrow("does not exist");
  });
});
