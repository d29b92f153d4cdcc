import type { Core, Methods } from "./core.ts";
import { cookieFlag } from "./device.ts";

/** Who the visitor is and what brought it. */
export function visitorMethods({ visitor, attribution }: Core): Methods {
  const info = (): readonly [isNew: string, id: string, created: number] => {
    const { isNew, id, created } = visitor.keep();
    return [isNew ? "1" : "0", id, created];
  };
  return {
    getVisitorId: () => info()[1],
    getVisitorInfo: info,
    setVisitorId: (id: string) => visitor.force(id),
    hasCookies: cookieFlag,
    getAttributionInfo: () => [...attribution.current()],
    getAttributionCampaignName: () => attribution.current()[0],
    getAttributionCampaignKeyword: () => attribution.current()[1],
    getAttributionReferrerTimestamp: () => attribution.current()[2],
    getAttributionReferrerUrl: () => attribution.current()[3],
  };
}
