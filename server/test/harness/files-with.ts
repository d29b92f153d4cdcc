import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The files of a folder and of those within, as paths in it, in whose bytes that text stands. */
export async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (!entry.isFile()) return [];
      const path = join(entry.parentPath, entry.name);
      // The engine removes files of its own accord while we look.
      const content = await readFile(path).catch(() => Buffer.alloc(0));
      return content.includes(text) ? [path.slice(folder.length + 1)] : [];
    }),
  );
  return found.flat().sort();
}
