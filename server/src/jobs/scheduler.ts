import type { Job, JobContext } from "../catalog/job.ts";
import { readSetting, writeSetting } from "../db/records.ts";

/** Does jobs when their time has come. */
export interface Scheduler {
  /** Does what is due now, one job after the other, and tells the names of what was done. */
  tick(): Promise<readonly string[]>;
  /** Begins no other job, and resolves when the one at work is done. */
  close(): Promise<void>;
}

const lookEvery = 60_000;
/** Seconds after which a job that failed is tried again. */
const retryAfter = 3600;

/**
 * Looks every minute which jobs are due. When each was last done is kept in the records, so a server that was down makes up for it, once.
 * A job that fails is a line in the log, and is tried again after an hour.
 */
export function startScheduler(jobs: readonly Job[], context: JobContext): Scheduler {
  const failed = new Map<string, number>();
  let closing = false;
  let working: Promise<readonly string[]> | undefined;

  const isDue = async ({ name, every }: Job, now: number): Promise<boolean> => {
    const interval = await every(context);
    if (interval === undefined || now < (failed.get(name) ?? Number.NEGATIVE_INFINITY) + retryAfter) return false;
    return now >= (await readSetting<number>(context.records, settingOf(name), Number.NEGATIVE_INFINITY)) + interval;
  };

  const doDue = async (job: Job): Promise<boolean> => {
    const now = Math.floor(context.clock.now() / 1000);
    try {
      if (!(await isDue(job, now))) return false;
      await job.run(context);
      await writeSetting(context.records, settingOf(job.name), now);
      failed.delete(job.name);
      return true;
    } catch (reason) {
      failed.set(job.name, now);
      context.log.error("A job failed.", { job: job.name, reason });
      return false;
    }
  };

  const doAll = async () => {
    const done: string[] = [];
    for (const job of jobs) if (!closing && (await doDue(job))) done.push(job.name);
    return done;
  };

  const tick = () => {
    working ??= doAll().finally(() => {
      working = undefined;
    });
    return working;
  };
  const timer = setInterval(tick, lookEvery);
  timer.unref();

  return {
    tick,
    close: async () => {
      closing = true;
      clearInterval(timer);
      await working;
    },
  };
}

/** Under which name the records keep when a job was last done, in seconds since 1970. */
function settingOf(job: string): string {
  return `lastDone ${job}`;
}
