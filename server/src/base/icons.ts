import { readFileSync } from "node:fs";

/** The pictures there are, by set, as clients of Matomo know them: names without `.png`. */
const icons: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL("../../data/icons.json", import.meta.url), "utf8"),
);

export type IconSet = "brand" | "browsers" | "devices" | "flags" | "os" | "plugins" | "searchEngines" | "socials";

const known: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.entries(icons).map(([set, names]) => [set, new Set(names)]));

/** Whether there is a picture of that name in the set. */
export function hasIcon(set: IconSet, name: string): boolean {
  return known.get(set)?.has(name) ?? false;
}

/** Path of the first of these pictures that there is; the last one is the set's fallback and taken as it is. */
export function iconPath(set: IconSet, ...names: readonly [string, ...string[]]): string {
  const name = names.find((each) => hasIcon(set, each)) ?? names[names.length - 1];
  return `plugins/Morpheus/icons/dist/${set}/${name}.png`;
}
