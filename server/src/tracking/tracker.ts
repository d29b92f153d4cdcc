import { tooManyAtOnce, UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { WhileStill } from "../catalog/while-still.ts";
import { type AcceptParts, accept } from "./accept.ts";
import type { Consumer } from "./consumer.ts";
import type { FailureLog, RefusedRequest } from "./failures.ts";
import type { ParamTexts } from "./hit-params.ts";
import type { Journal } from "./journal.ts";
import type { Origin } from "./origin.ts";

export interface TrackerParts extends AcceptParts {
  readonly journal: Journal;
  /** Starts what applies the journal's hits, in this thread or another. */
  readonly startConsumer: (onApplied: (position: number, dropped: Readonly<Record<string, number>>) => void) => Consumer;
  readonly failures: FailureLog;
  readonly log: Log;
  /** Hits that may wait in the journal before new ones are refused. */
  readonly journalLimit?: number;
}

/** What became of a tracking call. */
export interface Outcome {
  /** Requests taken, those that count for nothing (robots, excluded addresses) among them. */
  readonly tracked: number;
  /** Indices of the requests that are at fault, and why. */
  readonly invalid: readonly { readonly index: number; readonly mistake: UserError }[];
}

/** Takes tracking requests, and tells when they are in the reports. */
export interface Tracker {
  /** Resolves when all requests that count are durable. Throws only where the server itself cannot take hits. */
  track(requests: readonly ParamTexts[], token: string, origin: Origin): Promise<Outcome>;
  /** Resolves when every hit acknowledged so far is in the warehouse; after two seconds where very many wait, as in an import. */
  settle(): Promise<void>;
  readonly whileStill: WhileStill;
  /** Whether nobody may be known again by a cookie, as the privacy settings say. */
  isCookieless(): Promise<boolean>;
  /** Counts since the start; what was dropped or refused by its reason. */
  counts(): { readonly hits: number; readonly waiting: number; readonly dropped: Readonly<Record<string, number>> };
  close(): Promise<void>;
}

/** So many waiting hits are applied in a moment, and a report waits for them; behind a long import it would wait too long. */
const fewHits = 20_000;
const patience = { few: 30_000, many: 2_000 } as const;
const journalLimit = 20_000_000;

export function createTracker(parts: TrackerParts): Tracker {
  const { journal } = parts;
  const dropped: Record<string, number> = {};
  const count = (reason: string, times = 1) => {
    dropped[reason] = (dropped[reason] ?? 0) + times;
  };
  let hits = 0;
  let applied = 0;
  let waiters: { readonly position: number; readonly done: () => void }[] = [];

  const consumer = parts.startConsumer((position, reasons) => {
    applied = Math.max(applied, position);
    journal.release(position);
    for (const [reason, times] of Object.entries(reasons)) count(reason, times);
    const ready = waiters.filter((waiter) => waiter.position <= applied);
    waiters = waiters.filter((waiter) => waiter.position > applied);
    for (const { done } of ready) done();
  });

  const settle = (limit = journal.waiting <= fewHits ? patience.few : patience.many) =>
    new Promise<void>((resolve) => {
      const position = journal.last;
      if (applied >= position) return resolve();
      const timer = setTimeout(() => {
        waiters = waiters.filter((waiter) => waiter.done !== done);
        resolve();
      }, limit);
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      waiters.push({ position, done });
      consumer.wake(true);
    });

  /** The work that stands still now and all that waits for its turn. */
  let stillness: Promise<unknown> = Promise.resolve();
  const standStill = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await consumer.pause();
    try {
      journal.scrub();
      return await work();
    } finally {
      consumer.resume();
    }
  };

  return {
    whileStill: (work) => {
      const done = stillness.then(() => standStill(work));
      stillness = done.catch(() => undefined);
      return done;
    },
    track: async (requests, token, origin) => {
      if (journal.waiting > (parts.journalLimit ?? journalLimit))
        throw tooManyAtOnce("the journal is full, because the warehouse cannot be reached");
      await parts.gatekeeper.glance();
      const payloads: string[] = [];
      const invalid: { index: number; mistake: UserError }[] = [];
      const refused: RefusedRequest[] = [];
      for (const [index, request] of requests.entries()) {
        const ownToken = token || (request.token_auth ?? "");
        try {
          const acceptance = await accept(request, ownToken, origin, parts);
          if ("payload" in acceptance) payloads.push(JSON.stringify(acceptance.payload));
          else count(acceptance.dropped);
        } catch (mistake) {
          if (!(mistake instanceof UserError)) throw mistake;
          invalid.push({ index, mistake });
          refused.push({ mistake, texts: request, token: ownToken });
          count(mistake.code);
        }
      }
      if (payloads.length > 0) {
        await append(journal, payloads, parts.log);
        hits += payloads.length;
        consumer.wake(false);
      }
      if (refused.length > 0) await parts.failures.note(refused, origin);
      return { tracked: requests.length - invalid.length, invalid };
    },
    settle,
    isCookieless: async () => (await parts.gatekeeper.privacy()).cookieless,
    counts: () => ({ hits, waiting: journal.waiting, dropped: { ...dropped } }),
    close: async () => {
      // What is not written by then waits in the journal for the next start.
      await settle(patience.many);
      await consumer.close();
      journal.close();
    },
  };
}

async function append(journal: Journal, payloads: readonly string[], log: Log): Promise<void> {
  try {
    await journal.append(payloads);
  } catch (reason) {
    log.error("The journal cannot be written; hits are refused until it can.", { reason });
    throw tooManyAtOnce("the journal cannot be written");
  }
}
