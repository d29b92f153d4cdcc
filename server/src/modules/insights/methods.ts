import { UserError } from "../../base/errors.ts";
import { translate } from "../../base/translate.ts";
import { type Method, type MethodContext, method } from "../../catalog/method.ts";
import { decimal, integer, oneOf, type Params, site, text } from "../../catalog/params.ts";
import type { Report } from "../../catalog/report.ts";
import type { Answer, Table } from "../../catalog/table.ts";
import { changesOf, type Demands, notable, orders } from "./changes.ts";
import { type Compared, compareReport, onlyPeriod } from "./compared.ts";
import { shakerDemands, visitsFor } from "./demands.ts";
import { tableOf } from "./insight-rows.ts";

const where = { idSite: site(), period: text(), date: text() };
const segment = text().or("");
const compared = { ...where, reportUniqueId: text(), segment, comparedToXPeriods: integer(1, 1000).or(1) };

/** How much of a report is told where nothing else is asked for. */
const usual = {
  limitIncreaser: 5,
  limitDecreaser: 5,
  minImpactPercent: 2,
  minGrowthPercent: 20,
  filterBy: "",
  orderBy: "absolute",
} as const;
/** Limits of movers and shakers. */
const fewer = { limitIncreaser: 4, limitDecreaser: 4 } as const;

interface Wishes {
  readonly limitIncreaser: number;
  readonly limitDecreaser: number;
  readonly minImpactPercent: number;
  readonly minGrowthPercent: number;
  readonly filterBy: "" | "movers" | "new" | "disappeared";
  readonly orderBy: Demands["order"];
}

const kindOf = { movers: "mover", new: "new", disappeared: "disappeared" } as const;

/** Rows that changed as much as is wished, each with whether it changed far more than the site as a whole. */
function insightsOf({ now, before, totals, whole }: Compared, wishes: Wishes): Table {
  const changes = changesOf(now, before);
  const least = visitsFor(whole, wishes.minImpactPercent);
  const growth = Math.abs(wishes.minGrowthPercent);
  const told = notable(changes, {
    least: wishes.filterBy === "" ? { mover: least, new: least, disappeared: least } : { [kindOf[wishes.filterBy]]: least },
    growth,
    loss: -growth,
    order: wishes.orderBy,
    increasers: wishes.limitIncreaser,
    decreasers: wishes.limitDecreaser,
  });
  const most = Math.max(told.length, 3);
  const shakers = notable(changes, { ...shakerDemands(totals), order: wishes.orderBy, increasers: most, decreasers: most });
  return tableOf(told, new Set(shakers));
}

function moversOf({ now, before, totals }: Compared, { limitIncreaser, limitDecreaser }: Pick<Wishes, keyof typeof fewer>): Table {
  const demands = { ...shakerDemands(totals), order: "absolute", increasers: limitIncreaser, decreasers: limitDecreaser } as const;
  return tableOf(notable(changesOf(now, before), demands));
}

interface Part {
  readonly id: string;
  readonly wishes?: Partial<Wishes>;
  /** Whether labels are told once more, as in flat tables. */
  readonly labelled?: boolean;
}

/** Reports in overviews, with what is wished of each. NOTE matomo: of one report fewer rows are told, as a flat table. */
const inOverview: readonly Part[] = [
  { id: "Actions_getPageUrls" },
  { id: "Actions_getPageTitles" },
  {
    id: "Actions_getDownloads",
    wishes: { limitIncreaser: 3, limitDecreaser: 3, minImpactPercent: 1, minGrowthPercent: 25 },
    labelled: true,
  },
  { id: "Referrers_getWebsites" },
  { id: "Referrers_getCampaigns" },
  { id: "Referrers_getSocials" },
  { id: "Referrers_getSearchEngines" },
  { id: "UserCountry_getCountry" },
];

type Where = { readonly idSite: number; readonly period: string; readonly date: string; readonly segment: string };

/** The tables of all reports in overviews, by the names of the reports. */
async function overview(
  declared: readonly Report[],
  params: Where,
  context: MethodContext<Params>,
  tell: (compared: Compared, wishes: Partial<Wishes>) => Table,
): Promise<Answer> {
  const language = context.inquiry?.params.language;
  const told = await Promise.all(
    inOverview.map(async ({ id, wishes = {}, labelled }) => {
      const found = await compareReport(declared, { ...params, reportUniqueId: id, comparedToXPeriods: 1 }, context);
      const table = tell(found, wishes);
      const name = translate(found.name, typeof language === "string" ? language : undefined);
      return [name, labelled ? withLabels(table) : table] as const;
    }),
  );
  return { kind: "map", key: "defaultKeyName", entries: told };
}

function withLabels({ rows, ...table }: Table): Table {
  return { ...table, rows: rows.map(({ columns }) => ({ columns: { ...columns, label1: columns.label ?? "" } })) };
}

const canGenerateInsights = method({
  method: "Insights.canGenerateInsights",
  docs: "Whether a period can be compared with an earlier one: several periods at once cannot.",
  access: "someView",
  params: { date: text(), period: text() },
  run: ({ params, clock }) => {
    try {
      onlyPeriod(params, new Date(clock.now()).toISOString().slice(0, 10));
      return true;
    } catch (error) {
      if (error instanceof UserError) return false;
      throw error;
    }
  },
});

/** The methods that compare reports; `declared` are all that there are. */
export function insightMethods(declared: readonly Report[]): readonly Method[] {
  const getInsights = method({
    method: "Insights.getInsights",
    docs: "Lists the rows of a report whose visits changed most since an earlier period, those that are new, and those that are gone.",
    access: "view",
    params: {
      ...compared,
      limitIncreaser: integer().or(usual.limitIncreaser),
      limitDecreaser: integer().or(usual.limitDecreaser),
      filterBy: oneOf("", "movers", "new", "disappeared").or(usual.filterBy),
      minImpactPercent: decimal().or(usual.minImpactPercent),
      minGrowthPercent: decimal().or(usual.minGrowthPercent),
      orderBy: oneOf(...orders).or(usual.orderBy),
    },
    run: async ({ params, ...context }) => insightsOf(await compareReport(declared, params, context), params),
  });
  const getMoversAndShakers = method({
    method: "Insights.getMoversAndShakers",
    docs: "Lists the rows of a report whose visits changed far more than those of the whole site.",
    access: "view",
    params: { ...compared, limitIncreaser: integer().or(fewer.limitIncreaser), limitDecreaser: integer().or(fewer.limitDecreaser) },
    run: async ({ params, ...context }) => moversOf(await compareReport(declared, params, context), params),
  });
  const getInsightsOverview = method({
    method: "Insights.getInsightsOverview",
    docs: "Lists what changed most in pages, downloads, referrers and countries.",
    access: "view",
    params: { ...where, segment },
    run: async (context) => overview(declared, context.params, context, (found, wishes) => insightsOf(found, { ...usual, ...wishes })),
  });
  const getMoversAndShakersOverview = method({
    method: "Insights.getMoversAndShakersOverview",
    docs: "Lists what changed far more than the whole site in pages, downloads, referrers and countries.",
    access: "view",
    params: { ...where, segment },
    run: async (context) => overview(declared, context.params, context, (found) => moversOf(found, fewer)),
  });
  return [canGenerateInsights, getInsights, getInsightsOverview, getMoversAndShakers, getMoversAndShakersOverview];
}
