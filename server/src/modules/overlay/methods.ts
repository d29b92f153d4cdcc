import { withoutExcluded } from "../../base/excluded-parameters.ts";
import { type Method, method } from "../../catalog/method.ts";
import { site, text } from "../../catalog/params.ts";
import type { Value } from "../../catalog/table.ts";
import { excludedParametersOf, readSettings } from "../../db/settings.ts";
import { requireSite } from "../../db/sites.ts";

const getTranslations = method({
  method: "Overlay.getTranslations",
  docs: "Tells the texts that are shown over the pages of a website.",
  access: "view",
  params: { idSite: site() },
  run: () => ({
    oneClick: "1 click",
    clicks: "%s clicks",
    clicksFromXLinks: "%1$s clicks from %2$s links",
    link: "Link",
  }),
});

const getExcludedQueryParameters = method({
  method: "Overlay.getExcludedQueryParameters",
  docs: "Lists the parameters that are taken out of a site's page addresses: its own, then those of all sites.",
  access: "view",
  params: { idSite: site() },
  run: async ({ params, records }) => excludedParametersOf(await requireSite(records, params.idSite), await readSettings(records)),
});

/** Following pages that are told one by one; the rest of them are one row. */
const mostPages = "300";

const lists = ["followingPages", "outlinks", "downloads"] as const;

const getFollowingPages = method({
  method: "Overlay.getFollowingPages",
  docs: "Lists the pages, links and downloads that visitors went to from a page. There are none where nobody viewed it.",
  access: "view",
  params: { url: text(), idSite: site(), period: text(), date: text(), segment: text().or("") },
  run: async ({ params, records, inquiry }) => {
    if (!inquiry) throw new Error("following pages need a way to ask for transitions");
    const { whole } = await inquiry.ask({
      ...inquiry.params,
      method: "Transitions.getTransitionsForAction",
      actionName: withoutExcluded(params.url, excludedParametersOf(await requireSite(records, params.idSite), await readSettings(records))),
      actionType: "url",
      parts: "followingActions",
      limitBeforeGrouping: mostPages,
    });
    const told = whole.kind === "data" ? (whole.value as Readonly<Record<string, readonly Value[]>>) : {};
    return lists.flatMap((list) => told[list] ?? []);
  },
});

export const methods: readonly Method[] = [getTranslations, getExcludedQueryParameters, getFollowingPages];
