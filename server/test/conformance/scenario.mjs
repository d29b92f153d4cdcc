import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { startFreshServer } from "../server-process.mjs";

const run = promisify(execFile);

/** Each profile: the life to load, the answers to compare, and whether the clock must stand where it stood at the recording. */
export const scenarios = {
  blog: { life: "blog-1", answers: "blog-1" },
  shop: { life: "shop-1", answers: "shop-1" },
  app: { life: "app-1", answers: "app-1" },
  rough: { life: "rough-1", answers: "rough-1" },
  network: { life: "network-1", answers: "network-1" },
  clock: { life: "rough-1", answers: "rough-1.clock", clockOf: "rough-1" },
};

/**
 * Loads a scenario into a fresh server and checks its answers.
 * Gives {name, passed, groups: {module: {passed, failed}}, failures: [{name, params, difference}], seconds, trouble?}; `trouble` says
 * what went wrong on the way: a server that did not start or stop, calls and hits that were refused.
 */
export async function runScenario(name, oracle, only) {
  const { life, answers, clockOf } = scenarios[name];
  const recorded = join(oracle, "recorded");
  const started = performance.now();
  const nothing = { name, passed: 0, groups: {}, failures: [] };
  const seconds = () => (performance.now() - started) / 1000;
  let server;
  try {
    server = await startFreshServer(
      clockOf ? { FOOTFALL_NOW: JSON.parse(readFileSync(join(recorded, "clock.json"), "utf8"))[clockOf] } : {},
    );
  } catch (error) {
    return { ...nothing, seconds: seconds(), trouble: error.message };
  }
  const ask = (command, file, ...flags) =>
    run(process.execPath, [join(oracle, "oracle.mjs"), command, server.url, server.token, join(recorded, file), ...flags], {
      maxBuffer: 1 << 30,
    });
  try {
    const loaded = await ask("load", `${life}.scenario.jsonl.gz`);
    await server.settled();
    const checked = await ask("check", `${answers}.answers.jsonl.gz`, "--json", ...(only ? ["--only", only] : []));
    const trouble = [loaded.stderr, server.said()].filter(Boolean).join("");
    return { name, ...JSON.parse(checked.stdout), seconds: seconds(), ...(trouble && { trouble }) };
  } catch (error) {
    return { ...nothing, seconds: seconds(), trouble: `${error.stderr ?? error.message}${server.said()}` };
  } finally {
    const code = await server.stop();
    if (code !== 0) console.error(`${name}: the server ended with code ${code}`);
  }
}
