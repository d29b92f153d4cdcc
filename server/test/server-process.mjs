import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built program; FOOTFALL_TEST_PROGRAM names another one. */
export const program = process.env.FOOTFALL_TEST_PROGRAM ?? fileURLToPath(new URL("../bin/footfall.js", import.meta.url));
const patience = 60_000;

/**
 * Starts a server of its own on a free port with an empty data folder, and waits until it listens.
 * `environment` adds FOOTFALL_* variables. `stop()` ends it and removes its data. Fails with what the server said.
 */
export async function startFreshServer(environment = {}) {
  const data = await mkdtemp(join(tmpdir(), "footfall-fresh-"));
  const token = randomBytes(16).toString("hex");
  const removeData = () => rm(data, { recursive: true, force: true });
  try {
    const server = await startServerOn(data, { FOOTFALL_BOOTSTRAP_TOKEN: token, ...environment });
    const stop = async () => {
      const code = await server.end("SIGTERM");
      await removeData();
      return code;
    };
    return { ...server, token, data, stop };
  } catch (error) {
    await removeData();
    throw error;
  }
}

/**
 * Starts a server on that data folder and waits until it listens; `end(signal)` ends it and leaves the folder. `abort` kills it while it
 * is starting.
 */
export async function startServerOn(data, environment = {}, abort = undefined) {
  const server = spawn(process.execPath, [program, "serve"], {
    env: {
      ...withoutSettings(process.env),
      FOOTFALL_PORT: "0",
      FOOTFALL_DATA: data,
      FOOTFALL_LOG_LEVEL: "error",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
    signal: abort,
    killSignal: "SIGKILL",
  });
  const said = [];
  server.stderr.on("data", (text) => said.push(text));
  const ended = new Promise((resolve) => {
    server.once("exit", resolve);
    // Told of a program that cannot be run, which never exits, and of an abort, after which it does.
    server.once("error", (error) => server.pid === undefined && resolve(error.message));
  });
  const end = (signal) => {
    server.kill(signal);
    return ended;
  };
  try {
    const url = await addressOf(server, ended);
    return { url, pid: server.pid, end, said: () => said.join(""), settled: () => settled(url) };
  } catch (error) {
    await end("SIGTERM");
    throw new Error(`${error.message}\n${said.join("")}`);
  }
}

/** Waits until every hit that was accepted is in the reports. */
async function settled(url) {
  for (;;) {
    const { waiting } = await (await fetch(new URL("healthz", url))).json();
    if (waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function withoutSettings(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("FOOTFALL_")));
}

function addressOf(server, ended) {
  return new Promise((resolve, reject) => {
    let text = "";
    setTimeout(() => reject(new Error(`the server did not listen within ${patience / 1000} s`)), patience).unref();
    server.stdout.on("data", (piece) => {
      text += piece;
      const found = /http:\/\/\S+\//.exec(text);
      if (found) resolve(found[0]);
    });
    ended.then((code) => reject(new Error(`the server ended with code ${code} before it listened`)));
  });
}
