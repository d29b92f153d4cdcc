import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import { type Finding, ill, odd, well } from "./finding.ts";

/** The warehouse: whether its engine can be had, and whether parts of it had to be left out. */
export async function examineWarehouse({ data, clickhouseUrl }: Config): Promise<readonly Finding[]> {
  return clickhouseUrl ? [await examineRemote(clickhouseUrl)] : [examineEngine(), ...(await examineParts(join(data, "warehouse")))];
}

async function examineRemote(url: string): Promise<Finding> {
  const { openWarehouse } = await import("../../db/warehouse.ts");
  const { trusted } = await import("../../db/sql.ts");
  const { host } = new URL(url);
  const warehouse = await openWarehouse({ path: "", url });
  try {
    const [found] = await warehouse.query<{ version: string }>(trusted("SELECT version() AS version"));
    return well(`the ClickHouse server at ${host} answers (${found?.version})`);
  } catch (error) {
    const { cause, message } = error as Error & { readonly cause?: Error };
    return ill(
      `the ClickHouse server at ${host} does not answer: ${cause?.message ?? message}`,
      "start it, or mend FOOTFALL_CLICKHOUSE_URL; hits wait in the journal meanwhile",
    );
  } finally {
    await warehouse.close();
  }
}

function examineEngine(): Finding {
  try {
    createRequire(import.meta.url).resolve("chdb");
    createRequire(import.meta.url)("chdb/connection");
    return well("the embedded engine can be loaded");
  } catch (error) {
    return ill(
      `the embedded engine cannot be loaded: ${(error as Error).message}`,
      "install again with npm ci on this very system (Linux or macOS, 64 bit), or use a ClickHouse server",
    );
  }
}

/** Parts that the engine found broken at its start stand in folders named so, below each table's own. */
async function examineParts(warehouse: string): Promise<readonly Finding[]> {
  const found = await brokenParts(join(warehouse, "store"));
  if (found.length === 0) return [];
  return [
    odd(
      `${found.length} broken parts of tables were left out: ${found.slice(0, 3).join(", ")}`,
      "their rows are missing in reports: restore a backup, or delete those folders where nobody misses them",
    ),
  ];
}

async function brokenParts(store: string): Promise<readonly string[]> {
  const list = (path: string) => readdir(path).catch(() => []);
  const found: string[] = [];
  for (const start of await list(store))
    for (const uuid of await list(join(store, start)))
      for (const part of await list(join(store, start, uuid, "detached")))
        if (part.startsWith("broken")) found.push(join(store, start, uuid, "detached", part));
  return found;
}
