import { copyFileSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createLog } from "../base/log.ts";
import { openJournal, openJournalReader } from "./journal.ts";
import { mendJournal } from "./mend-journal.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Hits as a killed server leaves them: files with a write-ahead log that nobody has closed. All but the first `inFile` hits are in the log only. */
async function killed(hits: number, inFile = 0): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "footfall-mend-"));
  folders.push(folder);
  const path = join(folder, "live.db");
  const journal = openJournal(path);
  const size = Math.ceil(hits / 20);
  for (let hit = 0; hit < hits; hit += size) {
    if (hit <= inFile) journal.scrub();
    await journal.append(upTo(size).map((more) => `hit ${hit + more} ${"x".repeat(300)}`));
  }
  const copy = join(folder, "journal.db");
  for (const end of ["", "-wal"]) copyFileSync(path + end, copy + end);
  journal.close();
  return copy;
}

function mend(path: string, applied = 0): readonly { readonly level: string; readonly message: string }[] {
  const lines: { level: string; message: string }[] = [];
  mendJournal(
    path,
    applied,
    createLog("warn", (line) => lines.push(JSON.parse(line))),
  );
  return lines;
}

/** Numbers of the hits that the journal still has. */
function hitsIn(path: string): readonly number[] {
  const reader = openJournalReader(path);
  const hits = reader.readAfter(0, 1_000_000).map(({ payload }) => Number(payload.split(" ")[1]));
  reader.close();
  return hits;
}

function overwrite(path: string, from: number, bytes: number): void {
  writeSync(openSync(path, "r+"), Buffer.alloc(bytes, 0xaa), 0, bytes, from);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("a journal that is opened after a crash", () => {
  it("is left as it is where it is whole, and where there is none", async () => {
    const path = await killed(20);
    expect(mend(path)).toEqual([]);
    expect(hitsIn(path)).toEqual(upTo(20));
    expect(mend(`${path}-of-nobody`)).toEqual([]);
  });

  it("loses a write that was cut short, and says so", async () => {
    const path = await killed(20);
    truncateSync(`${path}-wal`, statSync(`${path}-wal`).size - 1000);
    expect(mend(path)).toMatchObject([{ level: "warn", message: expect.stringContaining("cut short") }]);
    expect(hitsIn(path)).toEqual(upTo(19));
  });

  it("loses what stands behind a damage in its log, and says that acknowledged hits may be among it", async () => {
    const path = await killed(20);
    overwrite(`${path}-wal`, statSync(`${path}-wal`).size - 20_000, 8);
    expect(mend(path)).toMatchObject([{ level: "error", message: expect.stringContaining("may be lost") }]);
    const hits = hitsIn(path);
    expect(hits).toEqual(upTo(hits.length));
    expect(hits.length).toBeGreaterThan(5);
  });

  it("is made anew from what can be read where the file itself is damaged, and its positions go on", async () => {
    const path = await killed(3000, 2000);
    const size = statSync(path).size;
    overwrite(path, Math.floor(size / 2 / 4096) * 4096, 4096);
    rmSync(`${path}-wal`);
    expect(mend(path, 100)).toMatchObject([{ level: "error", message: expect.stringContaining("was damaged") }]);
    const hits = hitsIn(path);
    expect(hits.length).toBeGreaterThan(1000);
    expect(hits[0]).toBe(1);
    const journal = openJournal(path);
    expect(await journal.append(["hit new"])).toBe(hits.at(-1)! + 1);
    journal.close();
    expect(readdirSync(join(path, "..")).some((name) => name.startsWith("journal.db.damaged-"))).toBe(true);
  });

  it("is made anew where nothing can be read, and never gives a position twice", async () => {
    const path = await killed(5);
    overwrite(path, 0, readFileSync(path).length);
    rmSync(`${path}-wal`);
    expect(mend(path, 100)).toMatchObject([{ level: "error" }]);
    const journal = openJournal(path);
    expect(await journal.append(["hit new"])).toBe(101);
    journal.close();
  });
});
