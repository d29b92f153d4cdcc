import { describe, expect, it } from "vitest";
import { openOffice } from "../../../test/harness/administration.ts";
import { module } from "../../catalog/module.ts";
import { api } from "./index.ts";

const open = () => openOffice(api([module({ name: "Goals" })]).methods ?? []);

describe("API", () => {
  it.each(["API.getMatomoVersion", "API.getPiwikVersion"])("%s is a version that clients can compare", async (method) =>
    expect(await (await open()).call(method)).toMatch(/^5\.\d+\.\d+$/));

  it.each([
    ["Goals", true],
    ["API", true],
    ["Nothing", false],
  ])("the module %s is there: %s", async (pluginName, activated) =>
    expect(await (await open()).call("API.isPluginActivated", { pluginName })).toBe(activated));
});
