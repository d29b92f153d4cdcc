import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openStage } from "./stage.mjs";
import { verify } from "./verify.mjs";

/** The warehouse, a process of its own, goes and comes under load; now and then the server is killed meanwhile, and starts without it. */
export async function run({ rounds, random, tell }) {
  const folder = await mkdtemp(join(tmpdir(), "footfall-torture-warehouse-"));
  const port = await freePort();
  const stage = await openStage({ FOOTFALL_CLICKHOUSE_URL: `http://127.0.0.1:${port}` });
  let warehouse = await startWarehouse(folder, port);
  let server = await stage.start();
  try {
    await stage.addSite(server.url);
    for (let round = 1; round <= rounds; round++) {
      let end;
      const over = new Promise((resolve) => {
        end = resolve;
      });
      const before = stage.ledger.acknowledged.size;
      const load = stage.load(server.url, over);
      await sleep(20 + random(600));
      await warehouse.end(random(3) === 0 ? "SIGTERM" : "SIGKILL");
      await sleep(100 + random(900));
      const kills = random(4) === 0;
      if (kills) await server.end("SIGKILL");
      else end();
      await load;
      if (kills) server = await stage.start();
      if (stage.ledger.acknowledged.size === before) throw new Error(`no hit was taken in round ${round}`);
      warehouse = await startWarehouse(folder, port);
      tell(`round ${round}: ${stage.ledger.acknowledged.size} hits acknowledged`);
    }
    await server.settled();
    if (stage.ledger.refused > 0) throw new Error(`${stage.ledger.refused} calls were refused while the warehouse was away`);
    const hits = await verify(stage, server.url);
    return `${rounds} outages, ${stage.ledger.acknowledged.size} hits acknowledged, ${hits} in the reports, each once`;
  } catch (error) {
    throw new Error(`the server said: ${server.said().slice(-5000)}`, { cause: error });
  } finally {
    await server.end("SIGTERM");
    await warehouse.end("SIGKILL");
    await stage.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startWarehouse(folder, port) {
  const front = spawn(process.execPath, [fileURLToPath(new URL("clickhouse-front.mjs", import.meta.url)), folder, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => front.once("exit", resolve));
  const listening = new Promise((resolve) => front.stdout.once("data", resolve));
  await Promise.race([
    listening,
    ended.then((code) => {
      throw new Error(`the warehouse ended with code ${code} before it listened`);
    }),
  ]);
  return {
    end: (signal) => {
      front.kill(signal);
      return ended;
    },
  };
}

/** A port that nothing listens on just now. */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
