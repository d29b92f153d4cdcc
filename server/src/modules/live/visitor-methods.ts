import { dateTimeText } from "../../base/dates.ts";
import { wrongParameter } from "../../base/errors.ts";
import { requireSignedIn } from "../../catalog/caller.ts";
import { type Method, type MethodContext, method } from "../../catalog/method.ts";
import { type Params, site, sites, text } from "../../catalog/params.ts";
import { sitesAsked } from "../../catalog/sites-asked.ts";
import { requireSite, type Site } from "../../db/sites.ts";
import { neighbourOf } from "./neighbours.ts";
import { type FoundVisit, findPage } from "./page.ts";
import { profileOf } from "./profile.ts";
import { type Asked, type LogQuestion, questionAbout } from "./question.ts";
import { readSiteFacts } from "./site-facts.ts";
import { tellVisits } from "./visit-log.ts";
import { isVisitorId } from "./visitors.ts";

/** Visits of a visitor that are added up. */
const mostVisits = 100;

/** Visits of a visitor that are told, where the request does not say how many. */
const usualVisits = 10;

const getVisitorProfile = method({
  method: "Live.getVisitorProfile",
  docs: "All that is known of a visitor: the latest visits, and the last hundred of them in sum. Of the latest visitor where none is named.",
  access: { role: "view", site: "idSite" },
  params: { idSite: site(), visitorId: text().or(""), segment: text().or(""), limitVisits: text().or("") },
  afterHits: true,
  run: async ({ params, ...context }) => {
    requireSignedIn(context.caller);
    const { records, warehouse, clock } = context;
    const asked = await requireSite(records, params.idSite);
    const question = logOf([asked], { segment: params.segment }, context);
    const visitor = isNamed(params.visitorId) ? readVisitor(params.visitorId) : await latestVisitor(question, context);
    if (visitor === undefined) return [];
    const found = await findPage(warehouse, { ...question, visitor, limit: mostVisits + 1 });
    if (!found[0]) return [];
    const hasMore = found.length > mostVisits;
    const around = { visitor, instant: found[0].last_time, scope: question.scope };
    const [[latest, ...older], firstOfMore, next, previous] = await Promise.all([
      tellAll(found.slice(0, mostVisits), asked, context),
      hasMore ? firstVisit(asked, visitor, context) : [],
      neighbourOf(warehouse, around, "next"),
      neighbourOf(warehouse, around, "previous"),
    ]);
    if (!latest) return [];
    const first = firstOfMore[0] ?? older.at(-1);
    const facts = (await readSiteFacts(records, [asked])).get(asked.id)!;
    return profileOf(
      { visitor, visits: [latest, ...older], hasMore, first: first ?? latest, shown: readCount(params.limitVisits), next, previous },
      facts,
      Math.floor(clock.now() / 1000),
    );
  },
});

const getMostRecentVisitorId = method({
  method: "Live.getMostRecentVisitorId",
  docs: "The id of the visitor who was active last; false where nobody ever was.",
  access: "view",
  params: { idSite: sites(), segment: text().or("") },
  afterHits: true,
  run: async ({ params, ...context }) => {
    requireSignedIn(context.caller);
    const asked = await sitesAsked(context.records, context.caller, params.idSite);
    return (await latestVisitor(logOf(asked, { segment: params.segment }, context), context)) ?? false;
  },
});

const getFirstVisitForVisitorId = method({
  method: "Live.getFirstVisitForVisitorId",
  docs: "The first visit of a visitor, without what was done in it.",
  access: { role: "view", site: "idSite" },
  params: { idSite: site(), visitorId: text() },
  afterHits: true,
  run: async ({ params, ...context }) => {
    requireSignedIn(context.caller);
    if (!isNamed(params.visitorId)) return [];
    return firstVisit(await requireSite(context.records, params.idSite), readVisitor(params.visitorId), context);
  },
});

const getMostRecentVisitsDateTime = method({
  method: "Live.getMostRecentVisitsDateTime",
  docs: "When the last visit of a period was last active, in UTC; empty where there was none.",
  access: "view",
  params: { idSite: sites(), period: text().or(""), date: text().or("") },
  afterHits: true,
  run: async ({ params, ...context }) => {
    const asked = await sitesAsked(context.records, context.caller, params.idSite);
    const [latest] = await findPage(context.warehouse, { ...logOf(asked, params, context), limit: 1 });
    return latest ? dateTimeText(latest.last_time) : "";
  },
});

type Context = Omit<MethodContext<Params>, "params">;

/** The log of those sites from the latest visit on; of all days where no period is named. */
function logOf(
  asked: readonly Site[],
  { period = "", date = "", segment = "" }: Partial<Asked>,
  { clock, readSegment }: Context,
): LogQuestion {
  const about = questionAbout(asked, { period, date, segment, oldestFirst: false }, clock.now() / 1000, readSegment);
  return { ...about, since: undefined, offset: 0, limit: 1 };
}

async function latestVisitor(question: LogQuestion, { warehouse }: Context): Promise<string | undefined> {
  const [latest] = await findPage(warehouse, question);
  return latest?.visitor;
}

async function firstVisit(asked: Site, visitor: string, context: Context) {
  const { warehouse, records } = context;
  const found = await findPage(warehouse, { ...logOf([asked], {}, context), oldestFirst: true, visitor });
  return tellVisits({ warehouse, records }, found, [asked], { anonymous: false, withActions: false, flat: false });
}

function tellAll(found: readonly FoundVisit[], asked: Site, { warehouse, records }: Context) {
  return tellVisits({ warehouse, records }, found, [asked], { anonymous: false, withActions: true, flat: false });
}

/** NOTE matomo: clients written for PHP say `false` where they name nobody. */
function isNamed(visitorId: string): boolean {
  return visitorId !== "" && visitorId !== "false";
}

function readVisitor(visitorId: string): string {
  if (!isVisitorId(visitorId)) throw wrongParameter("visitorId", visitorId, "16 hexadecimal digits");
  return visitorId.toLowerCase();
}

/** NOTE matomo: what is no number above 0 is the usual number. */
function readCount(words: string): number {
  const count = Math.floor(Number(words));
  return count > 0 ? count : usualVisits;
}

export const visitorMethods: readonly Method[] = [
  getVisitorProfile,
  getMostRecentVisitorId,
  getFirstVisitForVisitorId,
  getMostRecentVisitsDateTime,
];
