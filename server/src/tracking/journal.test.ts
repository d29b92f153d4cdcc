import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openJournal, openJournalReader } from "./journal.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "footfall-journal-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = () => join(folder, "journal.db");

describe("journal", () => {
  it("numbers hits in the order in which they were appended, many callers at once", async () => {
    const journal = openJournal(path());
    const positions = await Promise.all([journal.append(["a", "b"]), journal.append(["c"]), journal.append(["d"])]);
    expect(positions).toEqual([1, 3, 4]);
    expect(journal.last).toBe(4);
    const reader = openJournalReader(path());
    expect(reader.readAfter(1, 2)).toMatchObject([
      { position: 2, payload: "b" },
      { position: 3, payload: "c" },
    ]);
    reader.close();
    journal.close();
  });

  it("keeps what waits over a restart, and never gives a position twice", async () => {
    const journal = openJournal(path());
    await journal.append(["a", "b", "c"]);
    journal.release(2);
    expect(journal.waiting).toBe(1);
    journal.close();

    const again = openJournal(path());
    expect(again.last).toBe(3);
    expect(again.waiting).toBe(1);
    again.release(3);
    again.close();

    const empty = openJournal(path());
    expect(empty.waiting).toBe(0);
    expect(await empty.append(["d"])).toBe(4);
    empty.close();
  });

  it("gives back the room of an import once it is applied", async () => {
    const journal = openJournal(path());
    const positions = await journal.append(Array.from({ length: 3000 }, () => "x".repeat(10_000)));
    expect(statSync(path()).size + statSync(`${path()}-wal`).size).toBeGreaterThan(30_000_000);
    journal.release(positions + 2999);
    journal.scrub();
    expect(statSync(path()).size).toBeLessThan(1_000_000);
    expect(await journal.append(["next"])).toBe(positions + 3000);
    journal.close();
  });

  it("leaves nothing of released hits in its files", async () => {
    const journal = openJournal(path());
    await journal.append(["a secret visit"]);
    journal.release(1);
    journal.close();
    const { readdirSync, readFileSync } = await import("node:fs");
    for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file)).includes("a secret visit")).toBe(false);
  });
});
