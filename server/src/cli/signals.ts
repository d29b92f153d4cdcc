import { StartError } from "../base/start-error.ts";
import type { Config } from "../config.ts";
import type { RunningServer } from "../main.ts";

export interface ServingParts {
  /** Reads the settings as they stand now. Throws a StartError where one cannot be used. */
  readonly read: () => Config;
  readonly start: (config: Config) => Promise<RunningServer>;
}

/**
 * Obeys signals for as long as the process lives. SIGTERM and SIGINT stop cleanly, with everything written; a second one is obeyed at once.
 * SIGHUP stops as cleanly and starts again with the settings as they stand then, unless one of them cannot be used.
 */
export function obeySignals(first: RunningServer, { read, start }: ServingParts): void {
  let server = first;
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
    await server.close();
    server = await start(config).catch(giveUp);
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
    process.stderr.write(`footfall: ${error.message} The settings stay as they were.\n`);
    return undefined;
  }
}

/** A supervisor starts it again. */
function giveUp(error: unknown): never {
  process.stderr.write(`footfall: ${error instanceof StartError ? error.message : (error as Error).stack}\n`);
  process.exit(2);
}
