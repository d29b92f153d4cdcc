import { describe, expect, it } from "vitest";
import type { Moment } from "../../catalog/dimension.ts";
import { resolution } from "./dimensions.ts";

function moment(res: string, stored = ""): Moment {
  return { hit: { params: { text: () => res } }, visit: { resolution: stored } } as unknown as Moment;
}

describe("resolution", () => {
  it.each([
    ["1920x1080", "1920x1080"],
    ["13840x2160", "13840x216"],
    ["", "unknown"],
  ])("%j is stored as %s", (res, stored) => expect(resolution.fill?.(moment(res))).toBe(stored));

  it("is learnt later where it was not known", () => {
    expect(resolution.update?.(moment("800x600", "unknown"))).toBe("800x600");
    expect(resolution.update?.(moment("800x600", "1024x768"))).toBeUndefined();
  });
});
