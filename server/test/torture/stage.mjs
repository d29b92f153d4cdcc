import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServerOn } from "../server-process.mjs";
import { createLedger } from "./ledger.mjs";

const token = "0123456789abcdef0123456789abcdef";
/** Calls in flight at once, by how many hits each has. */
const senders = [1, 1, 1, 1, 25, 25];

/**
 * A server that is started again and again on one data folder, with the ledger of what it was sent. All starts share one clock that
 * begins at noon, so that no midnight ends a visit. `environment` adds FOOTFALL_* variables.
 */
export async function openStage(environment = {}, folder = undefined) {
  const data = folder ?? (await mkdtemp(join(tmpdir(), "footfall-torture-")));
  const began = performance.now();
  const ledger = createLedger();
  const start = () => {
    const now = new Date(Date.UTC(2026, 5, 2, 12) + performance.now() - began).toISOString();
    return startServerOn(data, { FOOTFALL_BOOTSTRAP_TOKEN: token, FOOTFALL_NOW: now, ...environment });
  };
  return {
    data,
    ledger,
    start,
    /** Starts the server and kills it after that many milliseconds, wherever it is then. */
    startAndKill: async (milliseconds) => {
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), milliseconds);
      await startServerOn(data, { FOOTFALL_NOW: "2026-06-02T12:00:00Z", ...environment }, abort.signal).then(
        (server) => server.end("SIGKILL"),
        (error) => {
          if (!abort.signal.aborted) throw error;
        },
      );
      clearTimeout(timer);
    },
    addSite: (url) => ask(url, { method: "SitesManager.addSite", siteName: "Torture", urls: "https://torture.example.org" }),
    ask: (url, params) => ask(url, { idSite: "1", period: "day", date: "2026-06-02", ...params }),
    /** Sends hits from all sides until `until` resolves or the server is gone. */
    load: (url, until) => Promise.all(senders.map((size, sender) => ledger.send(url, sender, size, until))),
    remove: () => rm(data, { recursive: true, force: true }),
  };
}

async function ask(url, params) {
  const body = new URLSearchParams({ module: "API", format: "JSON", token_auth: token, ...params });
  const answer = await (await fetch(new URL("index.php", url), { method: "POST", body })).json();
  if (answer.result === "error") throw new Error(`${params.method}: ${answer.message}`);
  return answer;
}
