import { describe, expect, it } from "vitest";
import { newTotpSecret, totpAddress, totpCode, totpStepOf } from "./totp.ts";

/** "12345678901234567890" in base 32: the key of RFC 6238, appendix B. */
const key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("codes", () => {
  it.each([
    [59, "287082"],
    [1111111109, "081804"],
    [1111111111, "050471"],
    [1234567890, "005924"],
    [2000000000, "279037"],
  ])("at second %i is %s, as RFC 6238 says", (seconds, code) => {
    expect(totpCode(key, Math.floor(seconds / 30))).toBe(code);
    expect(totpStepOf(key, code, seconds)).toBe(Math.floor(seconds / 30));
  });

  it("of the step before and after are taken too, older ones not", () => {
    const taken = [-60, -30, 0, 30, 60].map((shift) => totpStepOf(key, "005924", 1234567890 + shift) !== undefined);
    expect(taken).toEqual([false, true, true, true, false]);
  });

  it.each(["", "5924", "0059240", "abcdef", "\u00e9\u00e9\u00e9"])("such as '%s' are wrong", (code) => {
    expect(totpStepOf(key, code, 1234567890)).toBeUndefined();
  });
});

it("makes secrets of 160 bits, each another", () => {
  const made = new Set(Array.from({ length: 50 }, newTotpSecret));
  expect(made.size).toBe(50);
  for (const secret of made) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
});

it("writes the address that apps read", () => {
  expect(totpAddress("ABC", "anna@example.org", "Footfall")).toBe("otpauth://totp/Footfall:anna%40example.org?secret=ABC&issuer=Footfall");
});
