import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDataFolder } from "./data-folder.ts";

let path: string;
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "footfall-folder-")), "data");
});
afterEach(() => rm(join(path, ".."), { recursive: true }));

describe("openDataFolder", () => {
  it("makes the folder and the secret for the owner's eyes only", async () => {
    const folder = await openDataFolder(path);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect((await stat(join(path, "secret"))).mode & 0o777).toBe(0o600);
    expect(folder.secret).toMatch(/^[0-9a-f]{64}$/);
    folder.release();
  });

  it("finds the same secret again", async () => {
    const first = await openDataFolder(path);
    first.release();
    const second = await openDataFolder(path);
    expect(second.secret).toBe(first.secret);
    second.release();
  });

  it("belongs to one at a time", async () => {
    const folder = await openDataFolder(path);
    await expect(openDataFolder(path)).rejects.toThrow("in use by another Footfall");
    folder.release();
    (await openDataFolder(path)).release();
  });

  it("refuses a damaged secret and lets go of the folder", async () => {
    (await openDataFolder(path)).release();
    await writeFile(join(path, "secret"), "cut sho");
    await expect(openDataFolder(path)).rejects.toThrow("damaged");
    await writeFile(join(path, "secret"), "0".repeat(64));
    (await openDataFolder(path)).release();
  });
});
