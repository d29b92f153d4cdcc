// npm run bench [-- NAME[=PART] …]: runs all benches or those named, each against servers of its own, and prints ratios.
// A part is given to the bench to do only that: `reports=UserCountry`.

import { cpus } from "node:os";

const benches = {
  tracking: () => import("./tracking.mjs"),
  million: () => import("./million.mjs"),
  reports: () => import("./reports.mjs"),
  again: () => import("./again.mjs"),
  segments: () => import("./segments.mjs"),
  trees: () => import("./trees.mjs"),
  live: () => import("./live.mjs"),
  stream: () => import("./stream.mjs"),
  metadata: () => import("./metadata.mjs"),
};

const wanted = process.argv.slice(2).map((argument) => argument.split("="));
for (const [name] of wanted)
  if (!benches[name]) {
    console.error(`There is no bench '${name}'; take some of ${Object.keys(benches).join(", ")}.`);
    process.exit(2);
  }

console.log(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? "unknown processor"}`);
for (const [name, part] of wanted.length > 0 ? wanted : Object.keys(benches).map((name) => [name])) {
  console.log(`\n${name}`);
  await (await benches[name]()).run(printLine, part);
}

/** A measured line: what, how much, and how it stands to its yardstick. */
function printLine(what, value, ratio = "") {
  console.log(`  ${what.padEnd(58)}${value.padStart(24)}  ${ratio}`);
}
