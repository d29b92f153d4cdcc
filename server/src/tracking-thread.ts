import { Worker } from "node:worker_threads";
import type { Log } from "./base/log.ts";
import type { Consumer, ConsumerNews } from "./tracking/consumer.ts";
import type { FromThread, ToThread, TrackingThreadData } from "./tracking-worker.ts";

/** A consumer that is still starting. */
export interface StartingConsumer extends Consumer {
  /** Resolves when it is at work. Rejects with the reason where it cannot begin. */
  readonly ready: Promise<void>;
}

/** Starts the consumer in a thread of its own, so that applying hits never delays answering requests. */
export function startTrackingThread(data: TrackingThreadData, log: Log, news: ConsumerNews): StartingConsumer {
  const worker = new Worker(new URL("./tracking-worker.js", import.meta.url), { workerData: data });
  const tell = (message: ToThread) => worker.postMessage(message);
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
    worker.once("exit", () => resolve());
  });
  let closing = false;
  let isReady = false;
  let told = () => {};
  let getReady = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    getReady = resolve;
    worker.once("error", reject);
  });
  // Whoever does not wait for it hears of a failure by the log.
  ready.catch(() => {});
  worker.on("message", (message: FromThread) => {
    if (message.type === "applied") news.onApplied(message.batch);
    else if (message.type === "trouble") news.onTrouble(message.lasts);
    else if (message.type === "paused") told();
    else if (message.type === "closed") end();
    else {
      isReady = true;
      getReady();
    }
  });
  worker.on("error", (reason) =>
    log.error("The tracking thread failed; hits stay in the journal until the server is started again.", { reason }),
  );
  worker.once("exit", (code) => {
    // A server that takes hits but never shows them is worse than one that its supervisor starts again.
    if (isReady && !closing) {
      log.error("The tracking thread ended; stopping.", { code });
      process.exitCode = 1;
      process.kill(process.pid, "SIGTERM");
    }
  });
  return {
    ready,
    wake: (urgent) => tell({ type: "wake", urgent }),
    pause: () =>
      new Promise((resolve) => {
        told = resolve;
        tell({ type: "pause" });
      }),
    resume: () => tell({ type: "resume" }),
    close: async () => {
      closing = true;
      tell({ type: "close" });
      await ended;
      // It holds up nothing, and is gone when the process is.
      worker.unref();
    },
  };
}
