import { describe, expect, it } from "vitest";
import { createLockout } from "./lockout.ts";

function open() {
  let now = 1_000_000;
  const lockout = createLockout({ now: () => now });
  return { lockout, pass: (seconds: number) => (now += seconds * 1000) };
}

const here = { address: "192.0.2.1" };
const failTimes = (count: number, fail: () => void) => Array.from({ length: count }, fail);

describe("a lockout", () => {
  it("lets some failures of an address pass, then makes it wait longer and longer, up to a quarter of an hour", () => {
    const { lockout, pass } = open();
    failTimes(19, () => lockout.fail(here));
    expect(lockout.wait(here)).toBe(0);
    failTimes(14, () => lockout.fail(here));
    expect(lockout.wait(here)).toBe(900);
    pass(900);
    expect(lockout.wait(here)).toBe(0);
  });

  it("doubles the time", () => {
    const { lockout } = open();
    failTimes(20, () => lockout.fail(here));
    const waits = [1, 2, 3].map(() => {
      const wait = lockout.wait(here);
      lockout.fail(here);
      return wait;
    });
    expect(waits).toEqual([1, 2, 4]);
  });

  it("counts each address for itself, and a network of 64 bits in IPv6 as one", () => {
    const { lockout } = open();
    failTimes(30, () => lockout.fail({ address: "2001:db8::1" }));
    expect(lockout.wait({ address: "2001:db8::ffff" })).toBeGreaterThan(0);
    expect(lockout.wait({ address: "2001:db8:0:1::1" })).toBe(0);
    failTimes(30, () => lockout.fail({ address: "::ffff:192.0.2.1" }));
    expect(lockout.wait(here)).toBeGreaterThan(0);
  });

  it("counts an account wherever the attempts come from, in any case of letters", () => {
    const { lockout } = open();
    failTimes(12, () => lockout.fail({ address: `192.0.2.${Math.random()}`, account: "Anna" }));
    expect(lockout.wait({ address: "198.51.100.1", account: "anna" })).toBeGreaterThan(0);
    expect(lockout.wait({ address: "198.51.100.1", account: "bert" })).toBe(0);
  });

  it("forgets an account whose owner has come, and not what else the address did", () => {
    const { lockout } = open();
    failTimes(9, () => lockout.fail({ ...here, account: "anna" }));
    lockout.succeed({ ...here, account: "anna" });
    failTimes(9, () => lockout.fail({ address: "198.51.100.1", account: "anna" }));
    expect(lockout.wait({ address: "203.0.113.1", account: "anna" })).toBe(0);
    failTimes(12, () => lockout.fail(here));
    expect(lockout.wait(here)).toBeGreaterThan(0);
    lockout.forgetAll();
    expect(lockout.wait(here)).toBe(0);
  });
});
