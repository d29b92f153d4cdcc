/** How a condition compares: the four last ones look at a part of the text (contains, does not contain, begins with, ends with). */
export const operators = ["==", "!=", ">=", "<=", ">", "<", "=@", "!@", "=^", "=$"] as const;

export type Operator = (typeof operators)[number];

/** One comparison of a segment. An empty value is only there with `==` (is not set) and `!=` (is set). */
export interface Condition {
  readonly name: string;
  readonly operator: Operator;
  readonly value: string;
  /** Where it begins in the segment, counted in characters from 1: what errors say. */
  readonly at: number;
}

/** Conditions of which one must hold. */
export type Alternatives = readonly Condition[];

/** A segment, read: all of its groups of alternatives must hold. None at all holds for every visit. */
export type Expression = readonly Alternatives[];
