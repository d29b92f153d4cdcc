import { setTimeout as sleep } from "node:timers/promises";
import { openStage } from "./stage.mjs";
import { verify } from "./verify.mjs";

/** A server under load is killed at random moments, now and then while it is still starting. */
export async function run({ rounds, random, tell }) {
  const stage = await openStage();
  let server = await stage.start();
  try {
    await stage.addSite(server.url);
    for (let round = 1; round <= rounds; round++) {
      const load = stage.load(server.url, new Promise(() => {}));
      await sleep(20 + random(1200));
      await server.end("SIGKILL");
      await load;
      while (random(3) === 0) await stage.startAndKill(100 + random(1500));
      server = await stage.start();
      tell(`round ${round}: ${stage.ledger.acknowledged.size} hits acknowledged`);
    }
    await server.settled();
    const hits = await verify(stage, server.url);
    if (server.said() !== "") throw new Error(`the server complained: ${server.said()}`);
    return `${rounds} kills, ${stage.ledger.acknowledged.size} hits acknowledged, ${hits} in the reports, each once`;
  } catch (error) {
    throw new Error(`the server said: ${server.said().slice(-5000)}`, { cause: error });
  } finally {
    await server.end("SIGTERM");
    await stage.remove();
  }
}
