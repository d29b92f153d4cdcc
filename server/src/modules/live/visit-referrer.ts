import { keywordLabel, searchEngineLogo, searchEngineUrl, socialNetworkHost, socialNetworkLogo } from "../../base/referrer-places.ts";
import { referrerTypeOf } from "../../catalog/referrer-type.ts";
import type { Cells } from "../../catalog/table.ts";
import { referrerType } from "../referrers/dimensions.ts";
import type { VisitRow } from "./rows.ts";

/** Where the visit came from. */
export function referrerFields(visit: VisitRow): Cells {
  const { referrer_type: number, referrer_name: name, referrer_url: url } = visit;
  const type = referrerTypeOf(number);
  const engine = type === "search" && name !== "";
  const network = type === "social" && name !== "";
  return {
    referrerType: type ?? "",
    referrerTypeName: referrerType.label?.(String(number)) ?? "",
    referrerName: name,
    referrerKeyword: decodeWords(type === "search" ? keywordLabel(visit.referrer_keyword) : visit.referrer_keyword),
    referrerKeywordPosition: type === "search" && name.includes("Google") ? positionIn(url) : null,
    referrerUrl: url || null,
    referrerSearchEngineUrl: engine ? searchEngineUrl(name) : null,
    referrerSearchEngineIcon: engine ? searchEngineLogo(name) : null,
    referrerSocialNetworkUrl: network ? (socialNetworkHost(name) ?? url) : null,
    referrerSocialNetworkIcon: network ? socialNetworkLogo(name) : null,
  };
}

/** Who earned a conversion; null for what that type of referrer never has. */
export function conversionReferrerFields(number: number, name: string, keyword: string): Cells {
  const type = referrerTypeOf(number);
  const mayHaveNoKeyword = type === "campaign" || type === "social" || type === "ai";
  return {
    referrerType: type ?? "",
    referrerName: type === "direct" ? null : name,
    referrerKeyword: keyword === "" && !mayHaveNoKeyword ? null : keyword,
  };
}

/** The place among the results that was clicked, which Google once told. */
function positionIn(url: string): string | null {
  return (URL.canParse(url) && new URL(url).searchParams.get("cd")) || null;
}

/** NOTE matomo: a keyword is decoded once more than it was encoded, so that `a+b` is shown as `a b`. */
function decodeWords(words: string): string {
  const spaced = words.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
