import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** Runs a torture in a process of its own, gives its exit code and what it said. */
function torture(name: string, rounds: number): Promise<{ readonly code: number | null; readonly said: string }> {
  const run = spawn(process.execPath, [fileURLToPath(new URL("run.mjs", import.meta.url)), name, "--rounds", String(rounds)]);
  const said: string[] = [];
  for (const stream of [run.stdout, run.stderr]) stream.on("data", (text) => said.push(String(text)));
  return new Promise((resolve) => run.once("exit", (code) => resolve({ code, said: said.join("") })));
}

it.each([
  ["is killed", "kill", 2],
  ["loses its warehouse", "warehouse", 2],
  ["has a full disk", "disk", 1],
])(
  "a server under load that %s has every acknowledged hit once, and none twice",
  async (_what, name, rounds) => {
    const { code, said } = await torture(name, rounds);
    const reason = /left out: .*/.exec(said)?.[0];
    if (reason) console.log(`Torture '${name}' is ${reason}`);
    expect(said).toMatch(/each once\n$|left out/);
    expect(code).toBe(0);
  },
  120_000,
);
