import { afterEach, describe, expect, it, vi } from "vitest";
import { createLog } from "./log.ts";
import { createTrouble } from "./trouble.ts";

afterEach(() => void vi.useRealTimers());

function open() {
  vi.useFakeTimers({ toFake: ["performance"] });
  const lines: { level: string; message: string; failures: number; seconds: number }[] = [];
  const log = createLog("warn", (line) => lines.push(JSON.parse(line)));
  return { lines, trouble: createTrouble(log, { begins: "it fails", ends: "it works" }) };
}

describe("a trouble", () => {
  it("is told when it begins, once a minute and when it is over, however often it fails", () => {
    const { lines, trouble } = open();
    trouble.worked();
    for (let tries = 0; tries < 120; tries++) {
      trouble.failed(new Error("no luck"));
      vi.advanceTimersByTime(1000);
    }
    expect(trouble.lasts).toBe(true);
    trouble.worked();
    trouble.worked();
    expect(lines).toMatchObject([
      { level: "error", message: "it fails", failures: 1, seconds: 0 },
      { level: "error", message: "it fails", failures: 61, seconds: 60 },
      { level: "warn", message: "it works", failures: 120, seconds: 120 },
    ]);
  });

  it("is told anew when it comes back", () => {
    const { lines, trouble } = open();
    trouble.failed("first");
    trouble.worked();
    expect(trouble.lasts).toBe(false);
    trouble.failed("second");
    expect(lines.map(({ message }) => message)).toEqual(["it fails", "it works", "it fails"]);
  });
});
