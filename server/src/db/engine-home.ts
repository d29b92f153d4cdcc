import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What the embedded engine is told of itself, for the whole process: it keeps unpacked what quick statements read of columns, which is a third
 * of their work, and bounds what it keeps of its indexes. Bytes.
 */
const caches = { uncompressed_cache_size: 256 * 2 ** 20, mark_cache_size: 256 * 2 ** 20, index_mark_cache_size: 64 * 2 ** 20 };

/**
 * Opens the engine with these settings. Its package takes none, but the engine itself looks for a file of them below the home folder as it
 * starts, once in a process: so its folder is the home folder meanwhile. Where that does not work it is slower, and else the same.
 */
export async function withEngineHome<Opened>(folder: string, open: () => Promise<Opened>): Promise<Opened> {
  const home = process.env.HOME;
  const place = join(folder, ".clickhouse-local");
  mkdirSync(place, { recursive: true });
  const settings = Object.entries(caches).map(([name, bytes]) => `<${name}>${bytes}</${name}>`);
  writeFileSync(join(place, "config.xml"), `<clickhouse>${settings.join("")}</clickhouse>\n`);
  process.env.HOME = folder;
  try {
    return await open();
  } finally {
    if (home === undefined) delete process.env.HOME;
    else process.env.HOME = home;
  }
}
