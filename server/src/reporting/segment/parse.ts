import { UserError, unsupportedSegment, wrongSegment } from "../../base/errors.ts";
import { decodeEntities } from "../../base/html.ts";
import { decodePercent } from "../../base/percent.ts";
import { type Alternatives, type Condition, type Expression, type Operator, operators } from "./expression.ts";
import { nearestName } from "./nearest-name.ts";

/** Longer texts and more conditions than these are refused: nobody writes them, and each costs the warehouse something. */
const mostCharacters = 8192;
const mostConditions = 100;

/**
 * Reads a segment: conditions joined by `;` (and) and `,` (or, which binds tighter), a backslash before either for the character
 * itself. The text may come raw, percent-encoded once or twice, and with `&gt;` for `>`: of its readings the one with most
 * conditions counts. Throws the UserErrors wrongSegment, and unsupportedSegment for a name that is not among the known ones.
 */
export function parseSegment(text: string, names: ReadonlySet<string>): Expression {
  const raw = decodeEntities(unwrapped(text.trim())).trim();
  const decoded = decodeEntities(decodePercent(raw));
  const once = attempt(decoded, names);
  if (decoded === raw) return expressionOf(once);
  const asItIs = attempt(raw, names);
  return expressionOf(countOf(asItIs) > countOf(once) ? asItIs : once);
}

/** A text without any operator is percent-encoded as a whole, perhaps twice. */
function unwrapped(text: string): string {
  const once = /[=!<>]/.test(text) ? text : decodePercent(text);
  return /[=!<>]/.test(once) ? once : decodePercent(once);
}

type Attempt = Expression | UserError;

function attempt(text: string, names: ReadonlySet<string>): Attempt {
  try {
    return parse(text, names);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function expressionOf(attempted: Attempt): Expression {
  if (attempted instanceof UserError) throw attempted;
  return attempted;
}

function countOf(attempted: Attempt): number {
  return attempted instanceof UserError ? 0 : attempted.flat().length;
}

function parse(text: string, names: ReadonlySet<string>): Expression {
  if (text.length > mostCharacters) throw wrongSegment(excerpt(text), 1, `it is longer than ${mostCharacters} characters`);
  const expression = split({ text, at: 0 }, ";")
    .filter((group) => group.text !== "")
    .map((group): Alternatives => split(group, ",").map((piece) => readCondition(piece, names)));
  const [tooMany] = expression.flat().slice(mostConditions);
  if (tooMany) throw wrongSegment(tooMany.name, tooMany.at, `a segment can have ${mostConditions} conditions`);
  return expression;
}

interface Piece {
  readonly text: string;
  /** Where it begins, from 0. */
  readonly at: number;
}

/** NOTE matomo: a delimiter at the very end belongs to the last value. */
function split({ text, at }: Piece, delimiter: ";" | ","): readonly Piece[] {
  if (text === "") return [];
  const starts = [0];
  for (let index = 0; index < text.length - 1; index++) if (text[index] === delimiter && text[index - 1] !== "\\") starts.push(index + 1);
  return starts.map((start, which) => {
    const next = starts[which + 1];
    return { text: text.slice(start, next === undefined ? undefined : next - 1), at: at + start };
  });
}

const conditionPattern = new RegExp(
  `^(.+?)(${operators.map((operator) => operator.replace("$", "\\$").replace("^", "\\^")).join("|")})(.*)$`,
  "su",
);

function readCondition({ text, at }: Piece, names: ReadonlySet<string>): Condition {
  const plain = decodePercent(text.replace(/\\([;,])/g, "$1"));
  const [, left, operator, right] = conditionPattern.exec(plain) ?? [];
  if (left === undefined || operator === undefined || right === undefined) {
    const why = /[=!<>]/.test(plain) ? "it is no name, operator and value" : "there is no operator in it";
    throw wrongSegment(excerpt(plain), at + 1, `${why}; write name, operator and value, with one of ${operators.join(" ")} between`);
  }
  const name = left.trim();
  if (!names.has(name)) throw unsupportedSegment(excerpt(name), hintFor(name, at + 1, names));
  const value = decodePercent(right);
  if (value === "" && operator !== "==" && operator !== "!=")
    throw wrongSegment(excerpt(plain), at + 1, "it has no value, which only == (is not set) and != (is set) allow");
  return { name, operator: operator as Operator, value, at: at + 1 };
}

function hintFor(name: string, character: number, names: ReadonlySet<string>): string {
  const nearest = nearestName(name, names);
  return ` (at character ${character})${nearest === undefined ? "" : `. Did you mean ${nearest}?`}`;
}

function excerpt(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
