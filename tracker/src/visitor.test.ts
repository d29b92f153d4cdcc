import { describe, expect, it, vi } from "vitest";
import type { Cookies } from "./cookies.ts";
import { defaultSettings } from "./settings.ts";
import { createVisitor, readVisitorCookie, writeVisitorCookie } from "./visitor.ts";

describe("the cookie of a visitor", () => {
  it.each([
    ["of this script and of Matomo since version 4", "0123456789abcdef.1700000000."],
    ["of Matomo 3", "0123456789abcdef.1700000000.3.1700000100.1699990000.1699000000"],
    ["of Piwik", "0123456789abcdef.1700000000.1.1700000000.1700000000."],
  ])("%s is read", (_name, value) => {
    expect(readVisitorCookie(value)).toEqual({ id: "0123456789abcdef", created: 1_700_000_000 });
  });

  it.each([undefined, "", "1", "0123456789abcde.1700000000.", "0123456789abcdeg.1700000000.", "*"])("is none: %j", (value) => {
    expect(readVisitorCookie(value)).toBeUndefined();
  });

  it("comes back as it was written", () => {
    const visitor = { id: "0123456789abcdef", created: 1_700_000_000 };
    expect(readVisitorCookie(writeVisitorCookie(visitor))).toEqual(visitor);
  });
});

describe("a visitor", () => {
  function open(kept: string | undefined, { allowed = true, taken = true } = {}) {
    let value = kept;
    const cookies = {
      allowed: () => allowed,
      get: () => (allowed ? value : undefined),
      set: vi.fn((_kind: string, text: string, _seconds: number) => {
        if (taken) value = text;
        return taken;
      }),
    };
    return { visitor: createVisitor(defaultSettings("", "1", ""), cookies as unknown as Cookies), cookies };
  }
  const id = "0123456789abcdef";

  it("with a cookie is known again, and for as long as it was to be at first", () => {
    const created = Math.round(Date.now() / 1000) - 100;
    const { visitor, cookies } = open(`${id}.${created}.`);
    expect(visitor.keep()).toEqual({ id, created, isNew: false });
    expect(cookies.set).toHaveBeenCalledWith("id", `${id}.${created}.`, 393 * 86_400 - 100);
  });

  it("without one gets an id that stays", () => {
    const { visitor } = open(undefined);
    const first = visitor.keep();
    expect(first).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{16}$/), isNew: true });
    expect(visitor.keep()).toMatchObject({ id: first.id, isNew: false });
  });

  it.each([
    ["that may keep none", { allowed: false }],
    ["whose browser keeps none", { taken: false }],
  ])("%s has no id, unless the page gives one", (_name, options) => {
    const { visitor } = open(undefined, options);
    expect(visitor.keep().id).toBe("");
    visitor.force(id);
    expect(visitor.keep().id).toBe(id);
  });

  it("whose cookie has lasted too long is a new one", () => {
    const { visitor } = open(`${id}.1500000000.`);
    expect(visitor.keep()).toMatchObject({ id: expect.not.stringMatching(id), isNew: true });
  });

  it("is nobody the page says wrongly", () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const { visitor } = open(`${id}.${Math.round(Date.now() / 1000)}.`);
    visitor.force("me");
    expect(visitor.current().id).toBe(id);
    expect(error).toHaveBeenCalledOnce();
    error.mockRestore();
  });
});
