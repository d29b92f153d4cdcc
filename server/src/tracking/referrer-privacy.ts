import type { Referrer, TrackingPrivacy } from "../catalog/hit.ts";
import { splitUrl } from "./url-parts.ts";

/**
 * The referrer with no more in it than the privacy setting lets be stored. Campaigns keep name and keyword, which the site's own
 * addresses tell; search engines, social networks and assistants keep their names.
 */
export function anonymizeReferrer(
  referrer: Referrer,
  { anonymizeReferrer: setting }: Pick<TrackingPrivacy, "anonymizeReferrer">,
): Referrer {
  if (setting === "") return referrer;
  const url = anonymizeUrl(referrer.url, setting);
  if (referrer.type === "campaign") return { ...referrer, url };
  const name = setting === "exclude_all" && referrer.type === "website" ? "" : referrer.name;
  return { ...referrer, name, keyword: "", url };
}

function anonymizeUrl(url: string, setting: string): string {
  if (setting === "exclude_all") return "";
  if (setting === "exclude_query") return url.replace(/[?#].*$/s, "");
  const parts = splitUrl(url);
  return parts?.host ? `${parts.scheme}://${parts.host}/` : "";
}
