import { StartError } from "../base/start-error.ts";
import type { Config } from "../config.ts";
import type { RunningServer } from "../main.ts";

/**
 * Obeys signals for as long as the process lives. SIGTERM and SIGINT stop cleanly, with everything written; a second one is obeyed at once.
 * SIGHUP has the settings read again, by `read`, which throws a StartError where one cannot be used, and goes on with them.
 */
export function obeySignals(server: RunningServer, read: () => Config): void {
  let isStopping = false;
  let reloading = Promise.resolve();

  const stop = async () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    await reloading;
    await server.close();
    process.exit(0);
  };
  const reload = async () => {
    if (isStopping) return;
    const config = readOrTell(read);
    if (!config) return;
    const left = await server.reload(config);
    if (left.length > 0) tell(`${left.join(", ")}: changed only when the server is started again.`);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("SIGHUP", () => {
    reloading = reloading.then(reload);
  });
}

function readOrTell(read: () => Config): Config | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    tell(`${error.message} The settings stay as they were.`);
    return undefined;
  }
}

function tell(words: string): void {
  process.stderr.write(`footfall: ${words}\n`);
}
