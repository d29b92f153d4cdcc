import { readFileSync } from "node:fs";
import type { HitParams, Referrer } from "../catalog/hit.ts";
import { queryReader } from "./query-reader.ts";
import { decodeQueryValue } from "./query-string.ts";
import type { UrlParts } from "./url-parts.ts";

export type CampaignDetails = NonNullable<Referrer["campaign"]>;

/** What an address or a request says of a campaign, as written. The keyword is empty where it has none. */
export interface Campaign {
  readonly name: string;
  readonly keyword: string;
}

type Fact = keyof CampaignDetails | keyof Campaign;

/** Names of the parameters that tell each fact of a campaign; the first that is filled counts. */
const parameters = JSON.parse(readFileSync(new URL("../../data/campaign-parameters.json", import.meta.url), "utf8")) as Readonly<
  Record<Fact, readonly string[]>
>;

/** A click id keeps its case. */
const exact = "mtm_clid";
const longestDetail = 250;
const longestId = 100;

/** The campaign that the landing page's address names: in its query, else in its fragment. */
export function campaignOfAddress({ query, fragment }: Pick<UrlParts, "query" | "fragment">): Campaign | undefined {
  const found = campaignOfQuery(query);
  // NOTE matomo: a campaign in the fragment wins over one in the query that has no keyword.
  return found && found.keyword !== "" ? found : (campaignOfQuery(fragment) ?? found);
}

/** The campaign that the request names by itself, as image trackers do: `mtm_campaign=…` beside `idsite`. */
export function campaignOfRequest(params: HitParams): Campaign | undefined {
  const read = (fact: Fact) => parameters[fact].map((name) => params.text(name)).find(isFilled) ?? "";
  const name = read("name");
  return name === "" ? undefined : { name, keyword: read("keyword") };
}

/** Source, medium and so on, in lower case; empty where the address does not say. */
export function campaignDetails({ query, fragment }: Pick<UrlParts, "query" | "fragment">): CampaignDetails {
  const inFragment = factReader(fragment.startsWith("/") ? fragment.slice(fragment.indexOf("?") + 1) : fragment);
  const inQuery = factReader(query);
  const read = (fact: keyof CampaignDetails) => inFragment(fact, detailOf) || inQuery(fact, detailOf);
  return {
    source: read("source"),
    medium: read("medium"),
    content: read("content"),
    id: read("id").slice(0, longestId),
    group: read("group"),
    placement: read("placement"),
  };
}

function campaignOfQuery(query: string): Campaign | undefined {
  if (query === "") return undefined;
  const read = factReader(query);
  const name = read("name");
  return name === "" ? undefined : { name, keyword: read("keyword") };
}

function detailOf(value: string, parameter: string): string {
  return (parameter === exact ? value : value.toLowerCase()).slice(0, longestDetail);
}

function factReader(query: string): (fact: Fact, clean?: (value: string, parameter: string) => string) => string {
  const read = queryReader(query);
  return (fact, clean = (value) => value) => {
    for (const name of parameters[fact]) {
      const text = decodeQueryValue(read(name)).trim();
      if (isFilled(text)) return clean(text, name);
    }
    return "";
  };
}

/** NOTE matomo: `0` counts as nothing said. */
function isFilled(text: string): boolean {
  return text !== "" && text !== "0";
}
