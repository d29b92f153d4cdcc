import { addDays } from "../../base/dates.ts";
import { wrongSegment } from "../../base/errors.ts";
import type { TableName } from "../../catalog/dimension.ts";
import type { SegmentScope } from "../../catalog/report.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import { bareRowsOf } from "../source.ts";
import { holdsForNothing, rowCondition } from "./condition.ts";
import type { Alternatives, Condition, Expression } from "./expression.ts";
import type { SegmentField } from "./field.ts";

/** What names stand for, and among which visits the segment is looked for. */
export interface Ground {
  /** Undefined where the name means nothing on these sites. */
  readonly find: (name: string) => SegmentField | undefined;
  readonly scope: SegmentScope;
}

/**
 * The condition on rows of `visits` under which a visit is in the segment. What is said of actions must hold together for one
 * action of the visit; what is said of conversions and of items likewise. Throws the UserError wrongSegment for values that
 * cannot be.
 */
export function visitCondition(expression: Expression, ground: Ground): Sql {
  return anyOf(waysFor(expression, ground).map((way) => allOf([...way].map(([table, all]) => onVisits(table, all, ground)))));
}

/**
 * The condition on rows of a table under which a row is of a visit in the segment, and itself meets what the segment says of rows of
 * that table. What is said in the negative (`!=`, `!@`) is about all rows of the visit. Throws as `visitCondition` does.
 */
export function ownCondition(table: TableName, expression: Expression, ground: Ground): Sql {
  const visits = { ...ground.scope, segment: "", readSegment: undefined };
  const onRow = ([about, demands]: readonly [TableName, readonly (readonly Option[])[]]) =>
    about === table ? meets(demands) : sql`visit IN (SELECT visit FROM ${bareRowsOf("visits", visits, onVisits(about, demands, ground))})`;
  return anyOf(waysFor(expression, ground).map((way) => allOf([...way].map(onRow))));
}

/** A condition on the rows of one table, and whether it also holds where there is no row. */
interface Option {
  readonly sql: Sql;
  readonly ofNothing: boolean;
}

/** Alternatives by the table that they are about. */
type Options = ReadonlyMap<TableName, readonly Option[]>;

/** One way to be in a segment: of each table, what one row must meet. */
type Way = ReadonlyMap<TableName, readonly (readonly Option[])[]>;

/** Alternatives about rows of several tables multiply the ways; beyond so many the warehouse would be asked too much. */
const mostWays = 64;

/**
 * A group of alternatives about one table is one more demand on its row. One that is about several tables splits the ways: it is
 * met by a row of the first, or by one of the second.
 */
function waysFor(expression: Expression, ground: Ground): readonly Way[] {
  let ways: readonly Way[] = [new Map()];
  for (const alternatives of expression) {
    const options = optionsOf(alternatives, ground);
    ways = ways.flatMap((way) => [...options].map(([table, some]) => new Map(way).set(table, [...(way.get(table) ?? []), some])));
    if (ways.length > mostWays) {
      const [{ name, at }] = expression.at(-1) as [Condition];
      throw wrongSegment(name, at, "the segment has too many groups of alternatives that are partly about visits and partly about actions");
    }
  }
  return ways;
}

function optionsOf(alternatives: Alternatives, ground: Ground): Options {
  const options = new Map<TableName, Option[]>();
  const add = (table: TableName, option: Option) => options.set(table, [...(options.get(table) ?? []), option]);
  const negated: Condition[] = [];
  for (const condition of alternatives) {
    const field = ground.find(condition.name);
    if (!field) add("visits", { sql: sql`0`, ofNothing: false });
    else if (isNegated(condition) && field.table !== "visits") negated.push(opposite(condition));
    else for (const [one, about] of spread(condition, field, ground)) add(...optionOf(one, about, ground));
  }
  // NOTE matomo: "not this, or not that" about actions is read as "no action that is both".
  if (negated.length > 0) {
    const none = sql`NOT ${visitCondition(
      negated.map((condition) => [condition]),
      ground,
    )}`;
    add("visits", { sql: none, ofNothing: false });
  }
  return options;
}

/** A condition on several names at once becomes one on each. */
function spread(condition: Condition, field: SegmentField, { find }: Ground): readonly (readonly [Condition, SegmentField])[] {
  if (field.anyOf.length === 0) return [[condition, field]];
  return field.anyOf.flatMap((name) => {
    const one = find(name);
    return one ? [[{ ...condition, name }, one] as const] : [];
  });
}

function optionOf(condition: Condition, field: SegmentField, ground: Ground): [TableName, Option] {
  const option = { sql: rowCondition(condition, field), ofNothing: holdsForNothing(condition, field) };
  if (!field.apart) return [field.table, option];
  return ["visits", { sql: onVisits(field.table, [[option]], ground), ofNothing: false }];
}

function isNegated({ operator, value }: Condition): boolean {
  return value !== "" && (operator === "!=" || operator === "!@");
}

function opposite(condition: Condition): Condition {
  return { ...condition, operator: condition.operator === "!=" ? "==" : "=@" };
}

/** The demands on one row of a table as a condition on the visit. */
function onVisits(table: TableName, demands: readonly (readonly Option[])[], { scope }: Ground): Sql {
  const onRow = meets(demands);
  if (table === "visits") return onRow;
  // What belongs to a visit may lie on the day before or after the one that the visit counts for.
  const around = { ...scope, from: addDays(scope.from, -1), to: addDays(scope.to, 1), segment: "", readSegment: undefined };
  const met = sql`visit IN (SELECT visit FROM ${bareRowsOf(table, around, onRow)})`;
  const ofNothing = demands.every((options) => options.some((option) => option.ofNothing));
  return ofNothing ? sql`(${met} OR visit NOT IN (SELECT visit FROM ${bareRowsOf(table, around)}))` : met;
}

/** The demands on one row as a condition on it. */
function meets(demands: readonly (readonly Option[])[]): Sql {
  return allOf(demands.map((options) => anyOf(options.map(({ sql: one }) => one))));
}

function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`1` : sql`(${join(conditions, " AND ")})`;
}

function anyOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`0` : sql`(${join(conditions, " OR ")})`;
}
