import type { SiteDefinitions } from "../catalog/listing.ts";

/** What is asked of goals: all figures of all (`0`), the rates of all (`-1`), or all figures of one. */
export interface GoalsAsked {
  readonly asked: string;
  readonly site: SiteDefinitions;
  /** Says a name in the language of the request. */
  readonly say: (english: string) => string;
}

/** NOTE matomo: how a goal without a number of its own is named among columns. */
const orders = "ecommerceOrder";

/** Figures of goals in the place of all but the first of a report's own, and the parameters that make a report tell them. */
export function goalEvolution(own: Readonly<Record<string, string>>, { asked, site, say }: GoalsAsked) {
  const isOverview = asked === "-1";
  const all = [...(site.ecommerce ? [orders] : []), ...site.goals.map(({ goal }) => String(goal))];
  const goals = isOverview || asked === "0" ? all : [asked];
  const id = "nb_visits" in own ? "nb_visits" : (Object.keys(own)[0] ?? "nb_visits");
  const ofGoals = asked === orders ? orderFigures(say) : Object.assign({}, ...goals.map((goal) => figuresOf(goal, isOverview, site, say)));
  const perVisit = asked === orders ? {} : { revenue_per_visit: say("Revenue per Visit") };
  return {
    metrics: { [id]: own[id] ?? id, ...ofGoals, ...perVisit } as Readonly<Record<string, string>>,
    params: {
      filter_update_columns_when_show_all_goals: "1",
      filter_show_goal_columns_process_goals: goals.join(","),
      idGoal: asked,
    },
  };
}

function figuresOf(
  goal: string,
  isOverview: boolean,
  { goals }: SiteDefinitions,
  say: GoalsAsked["say"],
): Readonly<Record<string, string>> {
  const name = goal === orders ? say("Ecommerce Orders") : (goals.find((each) => String(each.goal) === goal)?.name ?? "");
  const rate = { [`goal_${goal}_conversion_rate`]: `${name} ${say("Conversion Rate")}` };
  if (isOverview) return rate;
  return {
    ...rate,
    [`goal_${goal}_nb_conversions`]: `${name} ${say("Conversions")}`,
    [`goal_${goal}_revenue`]: `${name} ${say("Revenue")}`,
    [`goal_${goal}_revenue_per_visit`]: `${name} ${say("Revenue per Visit")}`,
  };
}

function orderFigures(say: GoalsAsked["say"]): Readonly<Record<string, string>> {
  return {
    [`goal_${orders}_nb_conversions`]: say("Ecommerce Orders"),
    [`goal_${orders}_revenue`]: say("Total Revenue"),
    [`goal_${orders}_conversion_rate`]: `${say("Ecommerce Orders")} ${say("Conversion Rate")}`,
    [`goal_${orders}_avg_order_revenue`]: say("Average Order Value"),
    [`goal_${orders}_items`]: say("Purchased Products"),
    [`goal_${orders}_revenue_per_visit`]: say("Revenue per Visit"),
  };
}
