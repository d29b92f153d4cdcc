/** Levels from quiet to talkative. */
export const logLevels = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Writes structured lines. Facts are named values; never a token, a password or a whole address with its query. */
export interface Log {
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** One JSON object a line on `write` (standard error by default), for levels up to `level`. */
export function createLog(level: LogLevel, write: (line: string) => void = (line) => void process.stderr.write(line)): Log {
  const loudest = logLevels.indexOf(level);
  const at = (name: LogLevel) =>
    logLevels.indexOf(name) > loudest
      ? () => {}
      : (message: string, facts: Readonly<Record<string, unknown>> = {}) => {
          write(`${JSON.stringify({ time: new Date().toISOString(), level: name, message, ...plain(facts) })}\n`);
        };
  return { error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
}

export const silentLog: Log = createLog("silent");

function plain(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, fact instanceof Error ? told(fact) : fact]));
}

function told({ stack, message, cause }: Error): string {
  return (stack ?? message) + (cause instanceof Error ? `\ncaused by ${told(cause)}` : "");
}
