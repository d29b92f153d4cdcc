import { Worker } from "node:worker_threads";
import type { Log } from "./base/log.ts";
import type { Consumer, ConsumerParts } from "./tracking/consumer.ts";
import type { FromThread, ToThread, TrackingThreadData } from "./tracking-worker.ts";

/** Starts the consumer in a thread of its own, so that applying hits never delays answering requests. */
export function startTrackingThread(data: TrackingThreadData, log: Log, onApplied: ConsumerParts["onApplied"]): Consumer {
  const worker = new Worker(new URL("./tracking-worker.js", import.meta.url), { workerData: data });
  const tell = (message: ToThread) => worker.postMessage(message);
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  let closing = false;
  let told = () => {};
  worker.on("message", (message: FromThread) => {
    if (message.type === "applied") onApplied(message.position, message.dropped);
    else told();
  });
  worker.on("error", (reason) =>
    log.error("The tracking thread failed; hits stay in the journal until the server is started again.", { reason }),
  );
  worker.once("exit", (code) => {
    // A server that takes hits but never shows them is worse than one that its supervisor starts again.
    if (!closing) {
      log.error("The tracking thread ended; stopping.", { code });
      process.exitCode = 1;
      process.kill(process.pid, "SIGTERM");
    }
  });
  return {
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
    },
  };
}
