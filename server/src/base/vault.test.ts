import fc from "fast-check";
import { expect, it } from "vitest";
import { createVault } from "./vault.ts";

const vault = createVault("secret");

it("gives back what was put in, and shows none of it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (text, purpose) => {
      expect(vault.open(vault.seal(text, purpose), purpose)).toBe(text);
    }),
  );
  expect(Buffer.from(vault.seal("JBSWY3DPEHPK3PXP", "anna"), "base64url").toString("latin1")).not.toContain("JBSWY3DP");
});

it("never seals the same twice in the same way", () => {
  expect(vault.seal("a", "b")).not.toBe(vault.seal("a", "b"));
});

it.each<[string, () => string]>([
  ["another purpose", () => vault.open(vault.seal("a", "anna"), "bert")],
  ["another secret", () => createVault("other").open(vault.seal("a", "anna"), "anna")],
  [
    "a changed byte",
    () =>
      vault.open(
        vault.seal("abc", "anna").replace(/.$/, (last) => (last === "A" ? "Q" : "A")),
        "anna",
      ),
  ],
  ["what is too short", () => vault.open("abc", "anna")],
])("opens nothing for %s", (_, open) => {
  expect(open).toThrow();
});
