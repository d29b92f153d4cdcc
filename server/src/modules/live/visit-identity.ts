import type { Cells } from "../../catalog/table.ts";
import type { VisitRow } from "./rows.ts";
import type { SiteFacts } from "./site-facts.ts";

/** Whose visit it was, and on which site. What leads to a person is kept from callers who have not signed in. */
export function identityFields(visit: VisitRow, site: SiteFacts, { anonymous }: { readonly anonymous: boolean }): Cells {
  return {
    idSite: visit.site,
    idVisit: visit.visit,
    ...(anonymous
      ? { visitIp: null, visitorId: false, fingerprint: false, userId: null }
      : { visitIp: visit.ip, visitorId: visit.visitor, fingerprint: visit.fingerprint, userId: visit.user_id || null }),
    siteName: site.name,
    siteCurrency: site.currency,
    siteCurrencySymbol: site.currencySymbol,
  };
}
