import { type Command, Option } from "commander";
import { readConfig, type Setting, settings } from "../config.ts";
import type { RunningServer } from "../main.ts";
import { print } from "./print.ts";
import { withSettingsFile } from "./settings-file.ts";
import { obeySignals } from "./signals.ts";

/** `footfall serve`: runs the server until it is told to stop. */
export function addServeCommand(program: Command): void {
  const command = program.command("serve").description("run the server until SIGTERM or SIGINT; SIGHUP makes it read its settings again");
  for (const setting of Object.values(settings)) command.addOption(new Option(setting.flag, described(setting)));
  command.action(async (flags: Readonly<Record<string, string>>) => {
    const read = () => readConfig(withSettingsFile(process.env), flags);
    const config = read();
    // Loaded only here: the other commands need neither the stores nor the catalogue, and start ten times as fast.
    const { startServer } = await import("../main.ts");
    const server = await startServer(config);
    // Whoever reads the address may send a signal at once.
    obeySignals(server, read);
    greet(server);
  });
}

function described({ docs, variable, fallback }: Setting<unknown>): string {
  return `${docs} (${variable}${fallback ? `, default ${fallback}` : ""})`;
}

function greet({ url, firstUser }: RunningServer): void {
  print(`Footfall is running at ${url}`);
  if (!firstUser) return;
  print("\nThis is the first start. Keep these, they are not shown again:");
  print(`  user      ${firstUser.login}`);
  print(`  password  ${firstUser.password}`);
  print(`  token     ${firstUser.token}`);
  print("\nTo fill it with a demonstration:");
  print(`  FOOTFALL_URL=${url} FOOTFALL_TOKEN=${firstUser.token} npx footfall demo`);
}
