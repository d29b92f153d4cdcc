import type { Moment } from "../catalog/dimension.ts";
import type { HitParams, Referrer } from "../catalog/hit.ts";
import { referrerNumbers } from "../catalog/referrer-type.ts";
import { textOf } from "./clean-text.ts";
import { cutText } from "./cut-text.ts";
import { decodeQueryValue } from "./query-string.ts";
import { type ReferrerLists, readEarlierReferrer } from "./referrer.ts";
import { anonymizeReferrer } from "./referrer-privacy.ts";
import type { SiteAddresses } from "./site-addresses.ts";

/** The columns of a conversion that tell what earned it. */
export interface Attribution {
  readonly [column: string]: string | number;
  readonly referrer_type: number;
  readonly referrer_name: string;
  readonly referrer_keyword: string;
}

const longest = 255;

/**
 * What earned a conversion: the campaign that the visitor's cookie remembers (`_rcn`, `_rck`), else this visit's campaign, else the
 * referring address in the cookie (`_ref`), else this visit's referrer.
 */
export function attributeReferrer({ hit, visit }: Moment, lists: ReferrerLists, addresses?: SiteAddresses): Attribution {
  const own: Attribution = {
    referrer_type: Number(visit.referrer_type ?? referrerNumbers.direct),
    referrer_name: String(visit.referrer_name ?? ""),
    referrer_keyword: String(visit.referrer_keyword ?? ""),
  };
  const campaign = remembered(hit.params, "_rcn");
  if (campaign !== "") return attribution({ type: "campaign", name: campaign, keyword: remembered(hit.params, "_rck") });
  const address = textOf(hit.params, "_ref");
  if (address === "" || (own.referrer_type === referrerNumbers.campaign && own.referrer_name !== "")) return own;
  const earlier = readEarlierReferrer(address, hit.params, hit.site, lists, addresses);
  return earlier.type === "direct" || earlier.type === "campaign" ? own : attribution(anonymizeReferrer(earlier, hit.privacy));
}

function attribution({ type, name, keyword }: Pick<Referrer, "type" | "name" | "keyword">): Attribution {
  const clean = (text: string) => cutText(type === "campaign" ? text.toLowerCase() : text, longest);
  return { referrer_type: referrerNumbers[type], referrer_name: clean(name), referrer_keyword: clean(keyword) };
}

/** NOTE matomo: the cookie's texts are percent-encoded once more than other parameters. */
function remembered(params: HitParams, name: string): string {
  return decodeQueryValue(textOf(params, name)).trim();
}
