import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Tracker } from "../tracking/tracker.ts";

export interface MetricsParts {
  readonly tracker: Pick<Tracker, "counts" | "state">;
  readonly freeBytes: () => Promise<number>;
  /** The method as the catalogue writes it; undefined for one that does not exist, so that nobody can make up labels. */
  readonly methodNamed: (name: string) => string | undefined;
  readonly version: string;
}

/** Figures of this process for Prometheus. */
export interface Metrics {
  /** Notes a call of the API that took so many seconds and was answered with that status. */
  called(method: string, seconds: number, status: number): void;
  /** Notes a tracking call whose hits were durable, or refused, after so many seconds. */
  tracked(seconds: number): void;
  /** All figures in the text format of Prometheus. */
  print(): Promise<string>;
  readonly contentType: string;
}

const secondsOfTracking = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
const secondsOfCalls = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics({ tracker, freeBytes, methodNamed, version }: MetricsParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  /** What is counted elsewhere, read when it is asked for. */
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });

  counter("footfall_hits_total", "Hits that were made durable.", () => tracker.counts().hits);
  new Counter({
    name: "footfall_dropped_total",
    help: "Hits and requests that count for nothing, by the reason why.",
    labelNames: ["reason"],
    registers,
    collect() {
      this.reset();
      for (const [reason, times] of Object.entries(tracker.counts().dropped)) this.inc({ reason }, times);
    },
  });
  gauge("footfall_journal_waiting_hits", "Hits that are accepted and not yet in the warehouse.", () => tracker.state().waiting);
  gauge("footfall_journal_lag_seconds", "For how long the oldest of them has waited.", () => tracker.state().lag);
  gauge("footfall_journal_refusing", "1 while hits are lost because the journal is full or cannot be written.", () =>
    tracker.state().trouble ? 1 : 0,
  );
  gauge("footfall_warehouse_failing", "1 while a store fails and hits wait for it.", () => (tracker.state().isHeldUp ? 1 : 0));
  counter("footfall_insert_batches_total", "Batches of hits written to the warehouse.", () => tracker.counts().batches);
  counter("footfall_insert_rows_total", "Rows written to the warehouse.", () => tracker.counts().rows);
  counter("footfall_insert_seconds_total", "Seconds that the warehouse took to take them.", () => tracker.counts().writing);
  gauge("footfall_disk_free_bytes", "Bytes that are free on the disk of the data folder.", freeBytes);
  new Gauge({ name: "footfall_info", help: "The version that runs.", labelNames: ["version"], registers }).set({ version }, 1);

  const calls = new Histogram({
    name: "footfall_api_seconds",
    help: "How long calls of the API took, by method.",
    labelNames: ["method"],
    buckets: secondsOfCalls,
    registers,
  });
  const tracking = new Histogram({
    name: "footfall_tracking_seconds",
    help: "How long tracking calls waited until their hits were durable.",
    buckets: secondsOfTracking,
    registers,
  });
  const failures = new Counter({
    name: "footfall_api_failures_total",
    help: "Calls of the API that failed by the server's fault, by method.",
    labelNames: ["method"],
    registers,
  });
  return {
    called: (name, seconds, status) => {
      const method = methodNamed(name) ?? "unknown";
      calls.observe({ method }, seconds);
      if (status >= 500) failures.inc({ method });
    },
    tracked: (seconds) => tracking.observe(seconds),
    print: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
