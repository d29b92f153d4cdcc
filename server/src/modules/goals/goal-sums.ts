import type { Metric } from "../../catalog/metric.ts";
import type { Period, Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import { mergeSums } from "../../reporting/figures.ts";
import { cartGoal, conversions, ofOrder, readGoalSums, revenue, roundMoney } from "../../reporting/goal-columns.ts";
import { readSums, type Sums } from "../../reporting/sums.ts";
import { visits, visitsConverted } from "../../reporting/visit-metrics.ts";
import type { GoalAsked } from "./goal-metrics.ts";
import { type Part, returning } from "./goal-parts.ts";

/** The sums of a part of all visits and of their conversions of a goal, by the ids of figures; undefined where there is no such visit. */
export type GoalSumsOf = (site: number, at: Period, part: Part, goal: GoalAsked) => Readonly<Record<string, number>> | undefined;

/** Reads visits and conversions of all parts and goals at once. */
export async function readGoalSumsByPart(query: Query, context: ReportContext): Promise<GoalSumsOf> {
  const [visitsOf, goalsOf] = await Promise.all([
    readSums(query, { table: "visits", by: { returning }, metrics: [visits, visitsConverted] }, context),
    readGoalSums(query, { returning }, context),
  ]);
  return (site, at, part, goal) => {
    const ofPart = visitsOf(site, at).filter(isIn(part));
    if (ofPart.length === 0) return undefined;
    const all = merged([visits, visitsConverted], ofPart);
    const reached = goalsOf(site, at).filter(isIn(part));
    return { ...all, ...(goal === undefined ? ofAll(reached) : ofOne(goal, reached)) };
  };
}

/** What all goals and orders come to; visits that reached several of them are counted among the visits. */
function ofAll(reached: readonly Sums[]): Readonly<Record<string, number>> {
  const counted = reached.filter(({ by }) => Number(by.goal) !== cartGoal);
  return merged([conversions, revenue], counted);
}

function ofOne(goal: number, reached: readonly Sums[]): Readonly<Record<string, number>> {
  const own = reached.filter(({ by }) => Number(by.goal) === goal);
  return merged(ofOrder, own);
}

function merged(metrics: readonly Metric[], all: readonly Sums[]): Readonly<Record<string, number>> {
  const sums = mergeSums(
    metrics,
    all.map(({ figures }) => figures),
  );
  return roundMoney(metrics, sums);
}

function isIn(part: Part): (sums: Sums) => boolean {
  return ({ by }) => part.returning.includes(Number(by.returning));
}
