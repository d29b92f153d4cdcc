import { Script } from "node:vm";

/** Milliseconds after which an expression that backtracks without end is given up. */
const timeLimit = 20;

/** Characters without which an expression cannot take longer than its subject is long. */
const mayBacktrack = /[*+?{|]/;

/**
 * Whether the text matches a regular expression that a user wrote, in Perl's spelling (`(?i)` in front, `\A`, `\z`). Never throws and never
 * hangs: an expression that is not valid, or that has not answered within 20 ms, matches nothing.
 */
export function matchesRegex(pattern: string, ignoreCase: boolean, text: string): boolean {
  const source = pattern.replace(/^\(\?i\)/, "").replace(/\\[AzZ]/g, (anchor) => (anchor === "\\A" ? "^" : "$"));
  const flags = ignoreCase || pattern.startsWith("(?i)") ? "i" : "";
  try {
    if (!mayBacktrack.test(source)) return new RegExp(source, flags).test(text);
    // The engine can be interrupted only when it runs in a script of its own; the arguments enter it as literals.
    const literals = [source, flags, text].map((argument) => JSON.stringify(argument));
    return Boolean(new Script(`new RegExp(${literals[0]}, ${literals[1]}).test(${literals[2]})`).runInThisContext({ timeout: timeLimit }));
  } catch {
    return false;
  }
}
