import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("ratchet.json", import.meta.url);

/** Cases met, by profile and module: numbers that may rise and never fall. */
export function readRatchet() {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** What has become worse, as [{profile, module, met, least}]. Profiles that were not run are not judged. */
export function fallen(ratchet, results) {
  return Object.entries(results).flatMap(([profile, { groups }]) =>
    Object.entries(ratchet[profile] ?? {})
      .map(([module, least]) => ({ profile, module, met: groups[module]?.passed ?? 0, least }))
      .filter(({ met, least }) => met < least),
  );
}

/** Writes the numbers that have risen; those that have fallen stay, for they can only be lowered by hand and with a reason. */
export function raise(results) {
  const ratchet = readRatchet();
  for (const [profile, { groups }] of Object.entries(results)) {
    const known = ratchet[profile] ?? {};
    const raised = Object.entries(groups).map(([module, { passed }]) => [module, Math.max(passed, known[module] ?? 0)]);
    ratchet[profile] = sorted({ ...known, ...Object.fromEntries(raised.filter(([, met]) => met > 0)) });
  }
  writeFileSync(file, `${JSON.stringify(sorted(ratchet), null, 2)}\n`);
}

function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
