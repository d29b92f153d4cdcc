import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const codes = {
  browsers: require("node-device-detector/parser/client/browser-short.js"),
  os: require("node-device-detector/parser/os/os_systems.js"),
};
const places = {
  aiAssistants: read("ai-assistants.json"),
  searchEngines: read("search-engines.json").engines,
  socials: read("social-networks.json"),
};

/** What a picture's file name stands for: `Firefox` for the browser `FF`, `Bluesky` for the network `bsky.app`. A name in other letters
 * than Latin ones is of no use on a tile; the host stands in for it. */
export function nameOf(set, file) {
  const place = places[set]?.find(({ name, hosts }) => /[a-z0-9]/i.test(name) && hosts.some((host) => host.split("/")[0] === file));
  return codes[set]?.[file] ?? place?.name ?? file.replace(/^(www\d*|search|suche|m|web)\./, "");
}

function read(file) {
  return JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), "utf8"));
}
