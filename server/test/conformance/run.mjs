// Asks a fresh server per scenario what a real Matomo was asked, and compares the answers.
//
//   npm run conformance [-- PROFILE …] [--only TEXT] [--show N] [--ratchet] [--update]
//
// PROFILE is blog, shop, app, rough, network or clock; without one, all. --only keeps the cases whose name has the text. --show prints
// N failures per scenario. --ratchet fails where a module meets fewer cases than ratchet.json says; --update raises the numbers there.
// The recorded answers are looked for in ../shared/oracle, or where FOOTFALL_ORACLE says.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { explain, readDeviations, staleDeviations } from "./deviations.mjs";
import { fallen, raise, readRatchet } from "./ratchet.mjs";
import { runScenario, scenarios } from "./scenario.mjs";
import { printTable } from "./table.mjs";

const atOnce = 2;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    show: { type: "string", default: "0" },
    ratchet: { type: "boolean" },
    update: { type: "boolean" },
  },
});

const oracle = resolve(process.env.FOOTFALL_ORACLE ?? new URL("../../../../shared/oracle", import.meta.url).pathname);
if (!existsSync(oracle)) stop(`The recorded answers are not at ${oracle}; say where they are with FOOTFALL_ORACLE.`);
const wanted = positionals.length > 0 ? positionals : Object.keys(scenarios);
for (const name of wanted) if (!scenarios[name]) stop(`There is no profile '${name}'; take some of ${Object.keys(scenarios).join(", ")}.`);
if (flags.only && (flags.ratchet || flags.update)) stop("--only leaves out cases, so it cannot go with --ratchet or --update.");

const deviations = readDeviations();
const results = {};
const queue = [...wanted];
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let name = queue.shift(); name; name = queue.shift()) {
      results[name] = explain(deviations, await runScenario(name, oracle, flags.only));
      report(results[name]);
    }
  }),
);

printTable(wanted.map((name) => results[name]));
let failed = wanted.some((name) => results[name].trouble);
if (!flags.only)
  for (const name of staleDeviations(deviations, results)) console.log(`deviations.json: '${name}' is met now, or no case; take it out`);
if (flags.update) raise(results);
if (flags.ratchet) {
  const losses = fallen(readRatchet(), results);
  for (const { profile, module, met, least } of losses) {
    console.log(`${profile} ${module}: ${met} met, ${least} before`);
    for (const failure of results[profile].failures.filter(({ name }) => name.startsWith(module))) print(failure);
  }
  console.log(losses.length > 0 ? `The ratchet has slipped in ${losses.length} places.` : "The ratchet holds.");
  failed ||= losses.length > 0;
}
process.exitCode = failed ? 1 : 0;

function report({ name, passed, explained, failures, seconds, trouble }) {
  console.log(`${name}: ${passed + explained} met, ${failures.length} not, in ${seconds.toFixed(0)} s`);
  if (trouble) console.log(trouble);
  for (const failure of failures.slice(0, Number(flags.show))) print(failure);
}

function print({ name, params, difference }) {
  console.log(`  ${name}\n    ${new URLSearchParams(flat(params))}\n    ${difference}`);
}

function flat(params) {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === "object" ? JSON.stringify(value) : value]),
  );
}

function stop(message) {
  console.error(message);
  process.exit(2);
}
