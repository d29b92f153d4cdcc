import type { Action, ActionKind, Goal, Hit } from "../catalog/hit.ts";
import type { Visit } from "../catalog/visit.ts";
import { matchesRegex } from "./user-regex.ts";

/** What of an action a goal looks at, and which kind of action it must be. */
interface Attribute {
  readonly kind: ActionKind;
  readonly read: (action: Action) => string;
}

// NOTE matomo: addresses are looked at as the page sent them, with the parameters that are excluded from reports.
const attributes: Readonly<Record<string, Attribute>> = {
  url: { kind: "pageview", read: (action) => action.rawUrl },
  title: { kind: "pageview", read: (action) => action.name },
  file: { kind: "download", read: (action) => action.rawUrl },
  external_website: { kind: "outlink", read: (action) => action.rawUrl },
  event_category: { kind: "event", read: (action) => action.event?.category ?? "" },
  event_action: { kind: "event", read: (action) => action.event?.action ?? "" },
  event_name: { kind: "event", read: (action) => action.event?.name ?? "" },
};

/** Whether the goal goes by an event, whose value may then be its revenue. */
export function isEventGoal(goal: Goal): boolean {
  return attributes[goal.matchAttribute]?.kind === "event";
}

/**
 * The site's goals that this hit's action reaches, in the site's order; none without an action. Goals that clients report themselves
 * (`manually`) are never among them. `before` is the visit as it was before the hit, undefined where the hit began it.
 */
export function matchGoals(hit: Hit, before: Visit | undefined): readonly Goal[] {
  const { action } = hit;
  if (!action) return [];
  return hit.site.goals.filter((goal) =>
    goal.matchAttribute === "visit_duration" ? lastsLonger(hit, before, goal) : actionMatches(action, goal),
  );
}

/** Compares minutes since the visit began. NOTE matomo: the first action of a visit never reaches a duration, not even zero. */
function lastsLonger(hit: Hit, before: Visit | undefined, goal: Goal): boolean {
  if (!before || goal.patternType !== "greater_than") return false;
  return (hit.time - before.first_time) / 60 > (Number.parseFloat(goal.pattern) || 0);
}

function actionMatches(action: Action, goal: Goal): boolean {
  const attribute = attributes[goal.matchAttribute];
  if (attribute?.kind !== action.kind) return false;
  const text = attribute.read(action);
  // Patterns may have been copied out of an address bar, percent-encoded: they are tried as they stand, then decoded.
  return textMatches(text, goal.pattern, goal) || textMatches(text, decode(goal.pattern), goal);
}

function textMatches(text: string, pattern: string, { patternType, caseSensitive }: Goal): boolean {
  const fold = caseSensitive ? (words: string) => words : asciiLowerCase;
  switch (patternType) {
    case "contains":
      return fold(text).includes(fold(pattern));
    case "exact":
      return fold(text) === fold(pattern);
    case "regex":
      return matchesRegex(pattern, !caseSensitive, text);
    default:
      return false;
  }
}

/** NOTE matomo: letters beyond a to z keep their case. */
function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Undoes form encoding wherever there is some; what is no valid encoding stays. */
function decode(text: string): string {
  return text
    .replaceAll("+", " ")
    .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"));
}
