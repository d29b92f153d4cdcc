import { UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { WhileStill } from "../catalog/while-still.ts";
import { type AcceptParts, accept } from "./accept.ts";
import type { Consumer, ConsumerNews } from "./consumer.ts";
import type { FailureLog, RefusedRequest } from "./failures.ts";
import type { ParamTexts } from "./hit-params.ts";
import { createIntake, type IntakeTrouble, type JournalBound } from "./intake.ts";
import type { Journal } from "./journal.ts";
import { createLag } from "./lag.ts";
import type { Origin } from "./origin.ts";
import { createTally, type Tally } from "./tally.ts";

export interface TrackerParts extends AcceptParts {
  readonly journal: Journal;
  /** Starts what applies the journal's hits, in this thread or another. */
  readonly startConsumer: (news: ConsumerNews) => Consumer;
  readonly failures: FailureLog;
  readonly log: Log;
  readonly journalBound: JournalBound;
}

/** What became of a tracking call. */
export interface Outcome {
  /** Requests taken, those that count for nothing (robots, excluded addresses) among them. */
  readonly tracked: number;
  /** Indices of the requests that are at fault, and why. */
  readonly invalid: readonly { readonly index: number; readonly mistake: UserError }[];
}

/** How tracking stands now. */
export interface TrackingState {
  /** Hits that are accepted and not yet in the warehouse. */
  readonly waiting: number;
  /** Seconds for which the oldest of them has waited. */
  readonly lag: number;
  /** Why no hits are kept; undefined where they are. */
  readonly trouble: IntakeTrouble | undefined;
  /** Whether hits wait because a store fails to take them. */
  readonly isHeldUp: boolean;
  /** Whether as many wait as may. */
  readonly isFull: boolean;
}

/** Takes tracking requests, and tells when they are in the reports. */
export interface Tracker {
  /** Resolves when all requests that count are durable. Throws only where the server itself cannot take hits. */
  track(requests: readonly ParamTexts[], token: string, origin: Origin): Promise<Outcome>;
  /** Resolves when every hit acknowledged so far is in the warehouse; after two seconds where very many wait, or a store fails. */
  settle(): Promise<void>;
  readonly whileStill: WhileStill;
  /** Whether nobody may be known again by a cookie, as the privacy settings say. */
  isCookieless(): Promise<boolean>;
  counts(): Tally;
  state(): TrackingState;
  close(): Promise<void>;
}

/** So many waiting hits are applied in a moment, and a report waits for them; behind a long import it would wait too long. */
const fewHits = 20_000;
const patience = { few: 30_000, many: 2_000 } as const;

export function createTracker(parts: TrackerParts): Tracker {
  const { journal } = parts;
  const intake = createIntake(journal, parts.journalBound, parts.log);
  const tally = createTally();
  const lag = createLag(parts.clock);
  if (journal.waiting > 0) lag.appended(journal.last);
  let applied = 0;
  let isHeldUp = false;
  let waiters: { readonly position: number; readonly done: () => void }[] = [];

  const endWaiting = (upTo: number) => {
    const ready = waiters.filter((waiter) => waiter.position <= upTo);
    waiters = waiters.filter((waiter) => waiter.position > upTo);
    for (const { done } of ready) done();
  };
  const consumer = parts.startConsumer({
    onApplied: (batch) => {
      applied = Math.max(applied, batch.position);
      journal.release(applied);
      lag.applied(applied);
      tally.applied(batch);
      endWaiting(applied);
    },
    onTrouble: (lasts) => {
      isHeldUp = lasts;
      // Nobody knows for how long, so what waits for hits soon goes on without them.
      if (lasts) setTimeout(() => isHeldUp && endWaiting(Number.POSITIVE_INFINITY), patience.many).unref();
    },
  });

  const settle = (limit = isHeldUp || journal.waiting > fewHits ? patience.many : patience.few) =>
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
      const isOpen = intake.isOpen();
      await parts.gatekeeper.glance();
      const payloads: string[] = [];
      const invalid: { index: number; mistake: UserError }[] = [];
      const refused: RefusedRequest[] = [];
      for (const [index, request] of requests.entries()) {
        const ownToken = token || (request.token_auth ?? "");
        try {
          const acceptance = await accept(request, ownToken, origin, parts);
          if ("payload" in acceptance) payloads.push(JSON.stringify(acceptance.payload));
          else tally.dropped(acceptance.dropped);
        } catch (mistake) {
          if (!(mistake instanceof UserError)) throw mistake;
          invalid.push({ index, mistake });
          refused.push({ mistake, texts: request, token: ownToken });
          tally.dropped(mistake.code);
        }
      }
      if (!isOpen) tally.dropped("journal-full", payloads.length);
      else if (payloads.length > 0) {
        lag.appended(await intake.append(payloads));
        tally.took(payloads.length);
        consumer.wake(false);
      }
      if (refused.length > 0) await parts.failures.note(refused, origin);
      return { tracked: requests.length - invalid.length, invalid };
    },
    settle,
    isCookieless: async () => (await parts.gatekeeper.privacy()).cookieless,
    counts: () => tally.read(),
    state: () => ({
      waiting: journal.waiting,
      lag: lag.seconds(),
      trouble: intake.trouble,
      isHeldUp,
      isFull: journal.waiting >= parts.journalBound.hits,
    }),
    close: async () => {
      // What is not written by then waits in the journal for the next start.
      await settle(patience.many);
      await consumer.close();
      journal.close();
    },
  };
}
