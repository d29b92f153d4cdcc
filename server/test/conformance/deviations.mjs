import { readFileSync } from "node:fs";

/** Cases that we answer otherwise on purpose: the case's name, or `profile: name` where it is meant in one profile only, and the reason. */
export function readDeviations() {
  return JSON.parse(readFileSync(new URL("deviations.json", import.meta.url), "utf8"));
}

/** Takes the failures that a deviation explains out of a result, and counts them as met. */
export function explain(deviations, result) {
  const isExplained = ({ name }) => name in deviations || `${result.name}: ${name}` in deviations;
  const explained = result.failures.filter(isExplained);
  const groups = structuredClone(result.groups);
  for (const { name } of explained) {
    groups[moduleOf(name)].passed++;
    groups[moduleOf(name)].failed--;
  }
  return {
    ...result,
    groups,
    explained: explained.length,
    explainedNames: explained.map(({ name }) => name),
    failures: result.failures.filter((failure) => !isExplained(failure)),
  };
}

/** Deviations that explained nothing although their profiles were run. */
export function staleDeviations(deviations, results) {
  const used = new Set(
    Object.values(results).flatMap(({ name, explainedNames }) => explainedNames.flatMap((one) => [one, `${name}: ${one}`])),
  );
  const wasRun = (deviation) => {
    const profile = /^(\w+): /.exec(deviation)?.[1];
    return profile ? profile in results : Object.keys(results).length > 1;
  };
  return Object.keys(deviations).filter((name) => !used.has(name) && wasRun(name));
}

/** As the oracle groups cases: the first word of the name. */
function moduleOf(name) {
  return name.split(/[ .]/)[0];
}
