import { describe, expect, it } from "vitest";
import type { Moment } from "../../catalog/dimension.ts";
import { dimensions, pluginDimensions } from "./dimensions.ts";
import { pluginLabel, pluginLogo } from "./labels.ts";

describe("plugins", () => {
  it.each([
    ["cookie", 1, 1],
    ["cookie", 0, 0],
    ["cookie", 2, 0],
  ])("%s=%i is stored as %i", (parameter, given, stored) => {
    const params = { integer: (name: string, fallback: number) => (name === parameter ? given : fallback) };
    const values = dimensions.map((each) => each.fill?.({ hit: { params } } as unknown as Moment));
    expect(values).toEqual([stored, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("are labelled as recorded", () => {
    expect(pluginDimensions.map(({ plugin }) => pluginLabel(plugin.name))).toEqual([
      "Cookie",
      "Flash",
      "Java",
      "Pdf",
      "Quicktime",
      "Realplayer",
      "Silverlight",
      "Windowsmedia",
    ]);
    expect(pluginLogo("cookie")).toBe("plugins/Morpheus/icons/dist/plugins/cookie.png");
  });
});
