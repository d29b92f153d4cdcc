// npm run torture [-- NAME …] [-- --rounds 50 --seed 7]: breaks servers of its own in every way that is named here, or in all of them,
// and compares the reports with what was acknowledged. Ends with 1 where a hit is lost or counted twice.

import { parseArgs } from "node:util";

const tortures = {
  kill: () => import("./kill.mjs"),
  warehouse: () => import("./warehouse.mjs"),
  disk: () => import("./disk.mjs"),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "50" }, seed: { type: "string", default: String(Date.now() % 100_000) } },
});
const names = positionals.length > 0 ? positionals : Object.keys(tortures);
const unknown = names.find((name) => !tortures[name]);
if (unknown) {
  console.error(`There is no torture '${unknown}'; take some of ${Object.keys(tortures).join(", ")}.`);
  process.exit(2);
}

console.log(`seed ${values.seed}`);
for (const name of names) {
  const { run } = await tortures[name]();
  const outcome = await run({
    rounds: Number(values.rounds),
    random: randomFrom(Number(values.seed)),
    tell: (line) => console.log(`  ${line}`),
  });
  console.log(`${name}: ${outcome}`);
}

/** Whole numbers from 0 to `below` - 1; the same for the same seed. */
function randomFrom(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
