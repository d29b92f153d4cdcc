import { isIP } from "node:net";
import { resolve } from "node:path";
import { type LogLevel, logLevels } from "./base/log.ts";
import { StartError } from "./base/start-error.ts";

/** What `footfall serve` can be told. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absolute path of the data folder. */
  readonly data: string;
  readonly clickhouseUrl: string | undefined;
  readonly databaseUrl: undefined;
  /** Hits that may wait to be applied. */
  readonly journalHits: number;
  /** What becomes of hits that come when so many wait. */
  readonly journalFull: "refuse" | "forget";
  /** Absolute path of a city database in MaxMind's format. */
  readonly cityDatabase: string | undefined;
  /** Millions of bytes for what reports have found, which answers the same report again. */
  readonly rememberedMegabytes: number;
  /** Whether reports are made ready after a start. */
  readonly warmUp: boolean;
  readonly bootstrapToken: string | undefined;
  /** Addresses, networks and the words `loopback` and `private`. */
  readonly trustedProxies: readonly string[];
  /** `/stats`, or empty where the server has the whole host. */
  readonly basePath: string;
  /** Origins whose pages may read what the API answers, or `*`. */
  readonly corsOrigins: readonly string[];
  /** Calls of the API a minute with one token; 0 sets no limit. */
  readonly callsPerToken: number;
  /** Requests a minute from one address; 0 sets no limit. */
  readonly requestsPerAddress: number;
  /** Whether visitors are known again by a cookie of this server's, on all the sites that it measures. */
  readonly thirdPartyCookie: boolean;
  /** Who may read /metrics, named like the trusted proxies. */
  readonly metricsFrom: readonly string[];
  readonly logLevel: LogLevel;
  /** Milliseconds since 1970 at which the clock starts; undefined for the real time. */
  readonly now: number | undefined;
}

/** One line of the table below. `read` throws an Error that says what the value must be. */
export interface Setting<T> {
  readonly variable: string;
  readonly flag: string;
  readonly docs: string;
  /** What is read where neither flag nor variable is given; absent for settings that may stay unset. */
  readonly fallback?: string;
  /** Whether a running server takes it over when it reads its settings again; the others hold from the next start on. */
  readonly live?: true;
  readonly read: (text: string) => T;
}

type Settings = { readonly [Name in keyof Config]: Setting<Config[Name]> };

/** Every setting there is. Parsing, `footfall serve --help` and docs/guide/configure.md follow from this table. */
export const settings: Settings = {
  host: {
    variable: "FOOTFALL_HOST",
    flag: "--host <address>",
    docs: "address to listen on; 0.0.0.0 for all of them",
    fallback: "127.0.0.1",
    read: hostname,
  },
  port: {
    variable: "FOOTFALL_PORT",
    flag: "--port <number>",
    docs: "port to listen on; 0 takes a free one",
    fallback: "8080",
    read: port,
  },
  data: {
    variable: "FOOTFALL_DATA",
    flag: "--data <folder>",
    docs: "folder of everything that is kept; made where it is missing",
    fallback: "./data",
    read: (text) => resolve(text),
  },
  clickhouseUrl: {
    variable: "FOOTFALL_CLICKHOUSE_URL",
    flag: "--clickhouse-url <url>",
    docs: "a ClickHouse server to use instead of the embedded engine, http://user:password@host:8123",
    read: httpUrl,
  },
  databaseUrl: {
    variable: "FOOTFALL_DATABASE_URL",
    flag: "--database-url <url>",
    docs: "a PostgreSQL server for sites, users and settings; not supported yet",
    read: notYet,
  },
  journalHits: {
    variable: "FOOTFALL_JOURNAL_HITS",
    flag: "--journal-hits <number>",
    docs: "hits that may wait on the disk while the warehouse is away or slow; a million of them takes about 1 GB",
    fallback: "20000000",
    read: count,
  },
  journalFull: {
    variable: "FOOTFALL_JOURNAL_FULL",
    flag: "--journal-full <what>",
    docs: "what becomes of hits that come when so many wait: refuse answers 503, forget answers as if they were taken",
    fallback: "refuse",
    read: refuseOrForget,
  },
  cityDatabase: {
    variable: "FOOTFALL_CITY_DATABASE",
    flag: "--city-database <file>",
    docs: "a city database in MaxMind's format (GeoLite2, DB-IP); without one, countries come from the database that is included",
    read: (text) => resolve(text),
  },
  rememberedMegabytes: {
    variable: "FOOTFALL_REMEMBERED_MEGABYTES",
    flag: "--remembered-megabytes <number>",
    docs: "memory for what reports have found, so that the same one is answered at once until its days change; 0 always looks anew; embedded engine only",
    fallback: "64",
    read: count,
  },
  warmUp: {
    variable: "FOOTFALL_WARM_UP",
    flag: "--warm-up <number>",
    docs: "1 to ask some reports after a start, which takes a few seconds of one core, so that the first who come need not wait; 0 to leave that; embedded engine only",
    fallback: "1",
    read: yesOrNo,
  },
  bootstrapToken: {
    variable: "FOOTFALL_BOOTSTRAP_TOKEN",
    flag: "--bootstrap-token <token>",
    docs: "token of the superuser admin, used on the first start only; 32 hexadecimal digits",
    read: token,
  },
  trustedProxies: {
    variable: "FOOTFALL_TRUSTED_PROXIES",
    flag: "--trusted-proxies <list>",
    docs: "proxies whose X-Forwarded-For, -Host, -Proto and -Prefix are believed: addresses, networks, loopback, private; commas between",
    fallback: "",
    live: true,
    read: addresses,
  },
  basePath: {
    variable: "FOOTFALL_BASE_PATH",
    flag: "--base-path <path>",
    docs: "path under which a proxy serves Footfall, /stats for https://host/stats/; works whether the proxy keeps or strips it",
    fallback: "",
    live: true,
    read: basePath,
  },
  corsOrigins: {
    variable: "FOOTFALL_CORS_ORIGINS",
    flag: "--cors-origins <list>",
    docs: "origins whose pages may read reports, https://intranet.example.org; commas between, * for all; tracking is open to all pages",
    fallback: "",
    live: true,
    read: origins,
  },
  callsPerToken: {
    variable: "FOOTFALL_CALLS_PER_TOKEN",
    flag: "--calls-per-token <number>",
    docs: "calls of the API a minute with one token; 0 sets no limit",
    fallback: "0",
    read: count,
  },
  requestsPerAddress: {
    variable: "FOOTFALL_REQUESTS_PER_ADDRESS",
    flag: "--requests-per-address <number>",
    docs: "requests a minute from one address, tracking among them; 0 sets no limit",
    fallback: "0",
    live: true,
    read: count,
  },
  thirdPartyCookie: {
    variable: "FOOTFALL_THIRD_PARTY_COOKIE",
    flag: "--third-party-cookie <number>",
    docs: "1 to know visitors again by a cookie of this server's on all sites; 0 leaves it to each site's own cookie",
    fallback: "0",
    live: true,
    read: yesOrNo,
  },
  metricsFrom: {
    variable: "FOOTFALL_METRICS_FROM",
    flag: "--metrics-from <list>",
    docs: "who may read /metrics: addresses, networks, loopback, private; commas between",
    fallback: "loopback",
    live: true,
    read: addresses,
  },
  logLevel: {
    variable: "FOOTFALL_LOG_LEVEL",
    flag: "--log-level <level>",
    docs: `how much to log: ${logLevels.join(", ")}`,
    fallback: "info",
    read: logLevel,
  },
  now: {
    variable: "FOOTFALL_NOW",
    flag: "--now <instant>",
    docs: "instant at which the clock starts and runs on, 2026-04-01T21:30:00Z; for tests and demonstrations only",
    read: instant,
  },
};

/**
 * Reads all settings: a flag beats its variable, an empty variable counts as unset. `flags` has the values by name as in Config.
 * Throws a StartError that names the first wrong value.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, string>> = {},
): Config {
  const entries = Object.entries(settings).map(([name, setting]: [string, Setting<unknown>]) => {
    const given = flags[name];
    const text = given ?? (environment[setting.variable] || setting.fallback);
    return [name, text === undefined ? undefined : read(setting, given === undefined ? setting.variable : setting.flag, text)];
  });
  return Object.fromEntries(entries) as Config;
}

/** The settings of a running server once it has read others, and the variables of those that it cannot take over. */
export function takeOver(running: Config, wanted: Config): { readonly config: Config; readonly left: readonly string[] } {
  const differs = (name: keyof Config) => JSON.stringify(running[name]) !== JSON.stringify(wanted[name]);
  const changed = (Object.keys(settings) as (keyof Config)[]).filter(differs);
  const taken = changed.filter((name) => settings[name].live).map((name) => [name, wanted[name]] as const);
  return {
    config: { ...running, ...Object.fromEntries(taken) },
    left: changed.filter((name) => !settings[name].live).map((name) => settings[name].variable),
  };
}

function read(setting: Setting<unknown>, source: string, text: string): unknown {
  try {
    return setting.read(text);
  } catch (error) {
    const [name] = source.split(" ");
    const shown = setting.variable === "FOOTFALL_BOOTSTRAP_TOKEN" ? "has a value" : `is '${text}',`;
    throw new StartError(`${name} ${shown} which cannot be used: ${(error as Error).message}.`);
  }
}

function hostname(text: string): string {
  if (isIP(text) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) throw new Error("it must be an address or a host name");
  return text;
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error("it must be a whole number from 0 to 65535");
  return Number(text);
}

function httpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:/i.test(text)) throw new Error("it must be an address like http://user:password@host:8123");
  return text;
}

function notYet(): never {
  throw new Error(
    "a database server for sites, users and settings is not supported yet; leave it out, and they are kept in the data folder",
  );
}

function token(text: string): string {
  if (!/^[0-9a-f]{32}$/i.test(text)) throw new Error("it must be 32 hexadecimal digits (openssl rand -hex 16 makes them)");
  return text.toLowerCase();
}

function addresses(text: string): readonly string[] {
  const items = text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);
  for (const item of items)
    if (!isAddress(item)) throw new Error(`'${item}' must be an address, a network like 10.0.0.0/8, loopback or private`);
  return items;
}

function isAddress(item: string): boolean {
  if (item === "loopback" || item === "private") return true;
  const [address = "", bits] = item.split("/");
  const family = isIP(address);
  if (family === 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

function origins(text: string): readonly string[] {
  const items = text
    .split(",")
    .map((item) => item.trim().toLowerCase().replace(/\/$/, ""))
    .filter(Boolean);
  for (const item of items)
    if (item !== "*" && !(/^https?:/.test(item) && URL.canParse(item) && new URL(item).origin === item))
      throw new Error(`'${item}' must be an origin like https://intranet.example.org, or *`);
  return items;
}

function yesOrNo(text: string): boolean {
  if (text !== "0" && text !== "1") throw new Error("must be 0 or 1");
  return text === "1";
}

function refuseOrForget(text: string): "refuse" | "forget" {
  if (text !== "refuse" && text !== "forget") throw new Error("it must be refuse or forget");
  return text;
}

function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error("it must be a whole number from 0 up");
  return Number(text);
}

function basePath(text: string): string {
  const path = text.replace(/\/+$/, "");
  if (path !== "" && !/^(\/[A-Za-z0-9._~-]+)+$/.test(path)) throw new Error("it must be a path like /stats");
  return path;
}

function logLevel(text: string): LogLevel {
  const found = logLevels.find((level) => level === text);
  if (!found) throw new Error(`it must be one of ${logLevels.join(", ")}`);
  return found;
}

function instant(text: string): number {
  const milliseconds = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(milliseconds))
    throw new Error("it must be an instant with its offset from UTC, like 2026-04-01T21:30:00Z");
  return milliseconds;
}
