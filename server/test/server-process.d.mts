export interface ServerProcess {
  /** With a trailing slash. */
  readonly url: string;
  readonly pid: number;
  /** Ends it by that signal, leaves its data and gives its exit code, null where the signal killed it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Resolves when every hit that was accepted is in the reports. */
  settled(): Promise<void>;
  /** What it wrote to standard error. */
  said(): string;
}

export interface FreshServer extends ServerProcess {
  /** A superuser's. */
  readonly token: string;
  /** Path of its data folder. */
  readonly data: string;
  /** Ends it, removes its data and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Path of the program that is started. */
export const program: string;
export function startFreshServer(environment?: Readonly<Record<string, string>>): Promise<FreshServer>;
export function startServerOn(data: string, environment?: Readonly<Record<string, string>>, abort?: AbortSignal): Promise<ServerProcess>;
