import { durationInWords } from "../../base/duration.ts";
import { round } from "../../base/rounding.ts";
import type { ActionKind } from "../../catalog/hit.ts";
import type { Cells } from "../../catalog/table.ts";
import { actionTypes } from "../actions/dimensions.ts";
import { wholeAddress } from "./page-address.ts";
import type { ActionRow } from "./rows.ts";
import type { SiteFacts } from "./site-facts.ts";

type FieldsOf = (action: ActionRow, url: string | null, spent: number) => Cells;

/** What is told of an action besides what is told of all, by its kind. */
const kinds: Readonly<Record<ActionKind, FieldsOf>> = {
  pageview: (action, url, spent) => ({
    type: "action",
    pageTitle: action.name || null,
    timeSpent: spent,
    timeSpentPretty: durationInWords(spent),
    ...loadTimeFields(action),
    title: action.name || null,
    subtitle: url,
    icon: "",
    iconSVG: "plugins/Morpheus/images/action.svg",
  }),
  outlink: (_, url) => ({ type: "outlink", pageTitle: null, title: "Outlink", subtitle: url, ...icons("link") }),
  download: (_, url) => ({ type: "download", pageTitle: null, title: "Download", subtitle: url, ...icons("download") }),
  search: ({ name, search_category: category, search_count: count }) => ({
    type: "search",
    siteSearchKeyword: name,
    siteSearchCategory: category,
    siteSearchCount: count,
    title: "Site Search",
    subtitle: [name, ...(category ? [`Search Category: ${category}`] : []), ...(count ? [`Search Results Count: ${count}`] : [])].join(
      " - ",
    ),
    ...icons("search"),
  }),
  event: ({ event_category: category, event_action: action, event_name: name, event_value: value }) => ({
    type: "event",
    eventCategory: category,
    eventAction: action,
    ...(name === "" ? {} : { eventName: name }),
    ...(value === null ? {} : { eventValue: round(value, 3) }),
    title: "Event",
    // NOTE matomo: the quotation mark after the category is another one than that before it.
    subtitle: `Category: "${category}', Action: "${action}"`,
    ...icons("event"),
  }),
  content: ({ content_name: name, content_piece: piece, content_target: target, content_interaction: interaction }) => ({
    // NOTE matomo: the only kind that keeps its number.
    type: actionTypes.content,
    pageTitle: null,
    contentName: name,
    contentPiece: piece || null,
    contentTarget: target || null,
    contentInteraction: interaction || null,
    title: interaction === "" ? "Content Impression" : `Content Interaction (${interaction})`,
    subtitle: [name, ...(piece ? [piece] : [])].join(" - "),
    ...icons(interaction === "" ? "contentimpression" : "contentinteraction"),
  }),
};

const kindsByType: ReadonlyMap<number, FieldsOf> = new Map(
  Object.entries(actionTypes).map(([kind, type]) => [type, kinds[kind as ActionKind]]),
);

/** What the log tells of an action; `spent` are the seconds spent on it, where it is a page. */
export function actionFields(action: ActionRow, spent: number, site: SiteFacts): Cells {
  const url = action.type === actionTypes.search ? null : wholeAddress(action.url, action.url_prefix, site);
  return {
    url,
    pageIdAction: url === null ? null : action.page,
    idpageview: action.pageview_id,
    pageId: action.position,
    pageviewPosition: action.pageview_position,
    ...kindsByType.get(action.type)?.(action, url, spent),
    ...productFields(action),
  };
}

/** Paths of the two pictures of a kind. */
export function icons(name: string): Cells {
  return { icon: `plugins/Morpheus/images/${name}.png`, iconSVG: `plugins/Morpheus/images/${name}.svg` };
}

function loadTimeFields({ load_time: milliseconds }: ActionRow): Cells {
  if (!milliseconds) return {};
  return { pageLoadTime: durationInWords(milliseconds / 1000), pageLoadTimeMilliseconds: milliseconds };
}

/** What a page says of the product that it shows. */
function productFields({ product_name: name, product_sku: sku, product_price: price, product_categories }: ActionRow): Cells {
  const categories = product_categories.filter((category) => category !== "");
  return {
    ...(name ? { productViewName: name } : {}),
    ...(sku ? { productViewSku: sku } : {}),
    ...(price ? { productViewPrice: price } : {}),
    ...(categories.length > 0 ? { productViewCategories: categories } : {}),
  };
}
