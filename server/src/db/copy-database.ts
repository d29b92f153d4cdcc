import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

/** What the thread runs: the driver does all its work at once, and a long journal takes seconds. */
const copying = `
  const { workerData } = require("node:worker_threads");
  const Database = require(workerData.driver);
  const database = new Database(workerData.from);
  try {
    database.prepare("VACUUM INTO ?").run(workerData.to);
  } finally {
    database.close();
  }`;

/**
 * Copies a SQLite database as of one transaction, though others write at the same time, in a thread of its own: requests are answered
 * meanwhile. Rejects where it cannot be read, or `to` exists already.
 */
export function copyDatabase(from: string, to: string): Promise<void> {
  const driver = createRequire(import.meta.url).resolve("libsql");
  const worker = new Worker(copying, { eval: true, workerData: { driver, from, to } });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", () => resolve());
  });
}
