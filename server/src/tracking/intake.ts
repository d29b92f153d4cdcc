import { tooManyAtOnce } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { createTrouble } from "../base/trouble.ts";
import type { Journal } from "./journal.ts";

/** How many hits may wait to be applied, and what becomes of those that come then. */
export interface JournalBound {
  readonly hits: number;
  /** Refuse them with 503, or take them as if all were well and forget them. */
  readonly whenFull: "refuse" | "forget";
}

/** The way into the journal, which is closed while that is full or the disk refuses. */
export interface Intake {
  /** Whether hits can be kept. Throws (status 503) where they are to be refused. */
  isOpen(): boolean;
  /** Resolves when the hits are durable, with the position of the last of them. Throws (status 503) where the disk refuses them. */
  append(payloads: readonly string[]): Promise<number>;
  /** Why hits were not kept when last some came; undefined where they were. */
  readonly trouble: IntakeTrouble | undefined;
}

/** The journal is full, or its disk. */
export type IntakeTrouble = "journal-full" | "journal-unwritable";

export function createIntake(journal: Journal, bound: JournalBound, log: Log): Intake {
  const unwritable = createTrouble(log, {
    begins: "The journal cannot be written; hits are refused until it can.",
    ends: "The journal can be written again; hits are taken.",
  });
  const full = createTrouble(log, {
    begins: "The journal is full, for the warehouse takes nothing; hits that come are lost.",
    ends: "The journal has room again; hits are taken.",
  });
  return {
    isOpen: () => {
      if (journal.waiting < bound.hits) {
        full.worked();
        return true;
      }
      full.failed(`${journal.waiting} hits wait`);
      if (bound.whenFull === "refuse") throw tooManyAtOnce("the journal is full, because the warehouse cannot be reached");
      return false;
    },
    append: async (payloads) => {
      try {
        const first = await journal.append(payloads);
        unwritable.worked();
        return first + payloads.length - 1;
      } catch (reason) {
        unwritable.failed(reason);
        throw tooManyAtOnce("the journal cannot be written");
      }
    },
    get trouble() {
      return full.lasts ? "journal-full" : unwritable.lasts ? "journal-unwritable" : undefined;
    },
  };
}
