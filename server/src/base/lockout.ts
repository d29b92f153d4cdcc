import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";
import type { Clock } from "./clock.ts";

/** What failed attempts are counted for. */
export interface Attempt {
  readonly address: string;
  /** A login, where one was named. */
  readonly account?: string;
}

/** Remembers failed attempts, and makes those who fail often wait longer and longer. */
export interface Lockout {
  /** Seconds until that attempt may be made; 0 where it may now. */
  wait(attempt: Attempt): number;
  /** Counts a failure. Counted before a slow check, so that many checks at once are many attempts. */
  fail(attempt: Attempt): void;
  /** Takes one failure back. */
  undo(attempt: Attempt): void;
  /** Takes one failure of the address back and forgets those of the account: somebody has proved to be its owner. */
  succeed(attempt: Attempt): void;
  forgetAll(): void;
}

interface Failures {
  readonly count: number;
  /** Milliseconds since 1970 until which nothing is taken. */
  readonly until: number;
}

/** Failures that cost nothing. Many people can share an address, so it has more of them. */
const free = { address: 20, account: 10 } as const;
const longestSeconds = 900;
const memory = 60 * 60 * 1000;
const mostKeys = 50_000;

export function createLockout(clock: Clock): Lockout {
  const failures = new LRUCache<string, Failures>({ max: mostKeys, ttl: memory });
  const add = (key: string, kind: keyof typeof free, by: number) => {
    const count = Math.max(0, (failures.get(key)?.count ?? 0) + by);
    const beyond = count - free[kind];
    const seconds = beyond < 0 ? 0 : Math.min(longestSeconds, 2 ** Math.min(beyond, 20));
    failures.set(key, { count, until: by > 0 ? clock.now() + seconds * 1000 : 0 });
  };
  const addTo = ({ address, account }: Attempt, by: number) => {
    add(addressKey(address), "address", by);
    if (account !== undefined) add(accountKey(account), "account", by);
  };
  return {
    wait: ({ address, account }) => {
      const keys = [addressKey(address), ...(account === undefined ? [] : [accountKey(account)])];
      const until = Math.max(...keys.map((key) => failures.get(key)?.until ?? 0));
      return Math.max(0, Math.ceil((until - clock.now()) / 1000));
    },
    fail: (attempt) => addTo(attempt, 1),
    undo: (attempt) => addTo(attempt, -1),
    succeed: (attempt) => {
      addTo(attempt, -1);
      if (attempt.account !== undefined) failures.delete(accountKey(attempt.account));
    },
    forgetAll: () => failures.clear(),
  };
}

function accountKey(login: string): string {
  return `account ${login.toLowerCase()}`;
}

/** One holder has a whole network of 64 bits in IPv6. */
function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return "address unknown";
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv6" ? `address ${parsed.toByteArray().slice(0, 8).join(".")}` : `address ${parsed}`;
}
