import { resolve } from "node:path";
import type { Command } from "commander";
import { readConfig, settings } from "../config.ts";
import { addClientFlags, clientOf } from "./client.ts";
import { print } from "./print.ts";

/** `footfall backup` and `footfall restore`. */
export function addBackupCommands(program: Command): void {
  addClientFlags(program.command("backup"))
    .description("copy everything that the running server keeps into a new folder below its data folder, and print its path")
    .action(async (_flags: unknown, command: Command) => print((await clientOf(command).backUp()).path));

  program
    .command("restore <backup>")
    .description("make a new data folder of a backup; no server is needed")
    .requiredOption("--data <folder>", `${settings.data.docs}; it must not be there yet, or be empty`)
    .option(settings.clickhouseUrl.flag, `${settings.clickhouseUrl.docs} (${settings.clickhouseUrl.variable}); it must have no rows yet`)
    .action(async (backup: string, { data, clickhouseUrl }: { data: string; clickhouseUrl?: string }) => {
      const folder = resolve(data);
      // Loaded only here: the other commands need neither the stores nor the catalogue.
      const [{ restoreBackup }, { catalogOf }, { tablesOf }, { modules }] = await Promise.all([
        import("../db/restore.ts"),
        import("../catalog/module.ts"),
        import("../catalog/tables.ts"),
        import("../modules/index.ts"),
      ]);
      const url = readConfig(process.env, clickhouseUrl === undefined ? {} : { clickhouseUrl }).clickhouseUrl;
      const tables = tablesOf(catalogOf(modules).dimensions);
      const { made, rows } = await restoreBackup({ backup: resolve(backup), data: folder, tables, clickhouseUrl: url });
      print(`${folder} is as it was at ${made}. Start it: footfall serve --data ${folder}`);
      if (!rows) print("Visits and actions are not in it: an earlier version left those of a ClickHouse server out.");
    });
}
