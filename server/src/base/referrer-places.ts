import { readFileSync } from "node:fs";
import { iconPath } from "./icons.ts";

export const keywordNotDefined = "Keyword not defined";

/** Where a keyword that is not known leads to. NOTE matomo: a page of its own, which clients may look for. */
export const keywordNotDefinedUrl = "https://matomo.org/faq/general/faq_144";

export function keywordLabel(keyword: string): string {
  return keyword === "" ? keywordNotDefined : keyword;
}

interface Place {
  readonly name: string;
  readonly hosts: readonly string[];
  /** Path of its page of results, with `{k}` where the keyword stands. */
  readonly backlink?: string;
}

const searchEngines = firstByName(read<{ readonly engines: readonly Place[] }>("search-engines.json").engines);
const socialNetworks = firstByName(read<readonly Place[]>("social-networks.json"));
const aiAssistants = firstByName(read<readonly Place[]>("ai-assistants.json"));

/** Address of a search engine. NOTE matomo: one that is not known has a text there. */
export function searchEngineUrl(name: string): string {
  const host = searchEngines.get(name)?.hosts[0];
  return host === undefined ? "URL unknown!" : `http://${host}`;
}

export function searchEngineLogo(name: string): string {
  const [host = "xx"] = searchEngines.get(name)?.hosts[0]?.split("/") ?? [];
  return iconPath("searchEngines", host, "xx");
}

/** Address of a search engine's results for the keyword; undefined where it has no such address. */
export function searchUrl(engine: string, keyword: string): string | undefined {
  if (keyword === "") return keywordNotDefinedUrl;
  const found = searchEngines.get(engine);
  if (found?.backlink === undefined) return undefined;
  return `${searchEngineUrl(engine)}/${found.backlink.replace("{k}", () => encodeWords(keyword))}`;
}

/** Host of a social network; undefined where it is not known. */
export function socialNetworkHost(name: string): string | undefined {
  return socialNetworks.get(name)?.hosts[0];
}

export function socialNetworkLogo(name: string): string {
  const [host = "xx", ...others] = socialNetworks.get(name)?.hosts ?? [];
  return iconPath("socials", host, ...others, "xx");
}

/** Host of an AI assistant; undefined where it is not known. */
export function aiAssistantHost(name: string): string | undefined {
  return aiAssistants.get(name)?.hosts[0];
}

/** NOTE matomo: only its newer versions have these pictures, so the list of them that 5.2 has knows none. */
export function aiAssistantLogo(name: string): string {
  return `plugins/Morpheus/icons/dist/aiAssistants/${aiAssistantHost(name) ?? "xx"}.png`;
}

/** Words as forms send them; NOTE matomo: a plus sign becomes a space. */
function encodeWords(words: string): string {
  const encoded = encodeURIComponent(words).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return encoded.replaceAll("%20", "+").replaceAll("%2B", "+");
}

function firstByName(places: readonly Place[]): ReadonlyMap<string, Place> {
  const byName = new Map<string, Place>();
  for (const place of places) if (!byName.has(place.name)) byName.set(place.name, place);
  return byName;
}

function read<Facts>(file: string): Facts {
  return JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), "utf8")) as Facts;
}
