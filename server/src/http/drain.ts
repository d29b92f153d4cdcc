import type { IncomingMessage } from "node:http";

const mostBytes = 64 * 1024 * 1024;
const mostMilliseconds = 5_000;

/**
 * Reads the rest of a body and forgets it. Many clients write all of a body before they look for an answer; closed on earlier, they tell
 * of a broken connection and not of what we said. Bounded in bytes and time.
 */
export function drain(request: IncomingMessage): Promise<void> {
  if (request.readableEnded) return Promise.resolve();
  return new Promise((resolve) => {
    let bytes = 0;
    const timer = setTimeout(resolve, mostMilliseconds);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    request.unpipe();
    request.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > mostBytes) done();
    });
    request.once("end", done);
    request.once("close", done);
    request.resume();
  });
}
