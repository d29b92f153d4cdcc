import { describe, expect, it } from "vitest";
import { createLog } from "../base/log.ts";
import { type Job, type JobContext, job } from "../catalog/job.ts";
import { openRecords } from "../db/records.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { startScheduler } from "./scheduler.ts";

const hour = 3600;

async function open(run: () => void, every: Job["every"] = async () => 2 * hour) {
  const errors: string[] = [];
  let now = 1_000_000;
  const context: JobContext = {
    records: await openRecords(":memory:"),
    warehouse: {} as Warehouse,
    clock: { now: () => now * 1000 },
    log: createLog("error", (line) => errors.push(line)),
    whileStill: (work) => work(),
  };
  const jobs = [job({ name: "Test.count", every, run: async () => run() })];
  const start = () => startScheduler(jobs, context);
  const later = (seconds: number) => {
    now += seconds;
  };
  return { start, later, errors };
}

describe("the scheduler", () => {
  it("does a job at once, and again when its time has come, also after a new start", async () => {
    let runs = 0;
    const { start, later } = await open(() => runs++);
    const first = start();
    await first.tick();
    later(2 * hour - 1);
    await first.tick();
    expect(runs).toBe(1);
    await first.close();
    const second = start();
    await second.tick();
    expect(runs).toBe(1);
    later(1);
    await second.tick();
    expect(runs).toBe(2);
    await second.close();
  });

  it("leaves alone what is not to be done", async () => {
    let runs = 0;
    const scheduler = (
      await open(
        () => runs++,
        async () => undefined,
      )
    ).start();
    await scheduler.tick();
    expect(runs).toBe(0);
    await scheduler.close();
  });

  it("tries again what failed, after an hour, and says so", async () => {
    let runs = 0;
    const { start, later, errors } = await open(() => {
      runs++;
      throw new Error("no luck");
    });
    const scheduler = start();
    await scheduler.tick();
    await scheduler.tick();
    expect([runs, errors.length]).toEqual([1, 1]);
    expect(errors[0]).toContain("Test.count");
    later(hour);
    await scheduler.tick();
    expect(runs).toBe(2);
    await scheduler.close();
  });

  it("does not begin a job while the one before is at work", async () => {
    let runs = 0;
    const scheduler = (await open(() => runs++)).start();
    await Promise.all([scheduler.tick(), scheduler.tick()]);
    expect(runs).toBe(1);
    await scheduler.close();
  });
});
