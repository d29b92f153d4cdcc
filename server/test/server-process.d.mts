export interface FreshServer {
  /** With a trailing slash. */
  readonly url: string;
  /** A superuser's. */
  readonly token: string;
  /** Path of its data folder. */
  readonly data: string;
  readonly pid: number;
  /** Ends it, removes its data and gives its exit code. */
  stop(): Promise<number>;
  /** Resolves when every hit that was accepted is in the reports. */
  settled(): Promise<void>;
  /** What it wrote to standard error. */
  said(): string;
}

export function startFreshServer(environment?: Readonly<Record<string, string>>): Promise<FreshServer>;
