import { tooLarge } from "../base/errors.ts";
import { decodePercent } from "../base/percent.ts";
import type { Raw } from "../catalog/params.ts";

const mostParameters = 10_000;
const mostLevels = 16;

/** A list or map in the making. Its keys are kept in order, and unlike an object's none of them is inborn. */
class Branch {
  readonly nodes = new Map<string, Raw | Branch>();
  /** The key that an empty pair of brackets stands for. */
  next = 0;

  set(key: string, node: Raw | Branch): void {
    this.nodes.set(key, node);
    if (/^(0|[1-9]\d{0,14})$/.test(key)) this.next = Math.max(this.next, Number(key) + 1);
  }
}

/**
 * Reads a query string or a form body as PHP does: `a=1`, lists `k[]=x` and `k[0]=x`, maps `k[name]=x`, nested to 16
 * levels. A later value replaces an earlier one; a percent sign that begins no valid escape stays as it is. Throws
 * tooLarge for more than 10,000 parameters.
 */
export function readForm(text: string): Record<string, Raw> {
  const pairs = text.split("&").filter((pair) => pair !== "");
  if (pairs.length > mostParameters) throw tooLarge(`${mostParameters} parameters`);
  const root = new Branch();
  for (const pair of pairs) {
    const equals = pair.indexOf("=");
    const path = pathOf(decodePercent(equals < 0 ? pair : pair.slice(0, equals)));
    if (path) place(root, path, equals < 0 ? "" : decodePercent(pair.slice(equals + 1)));
  }
  return mapOf(root);
}

/**
 * The parameters of address and body together.
 * NOTE matomo: where both name one, the address wins.
 */
export function mergeParams(query: Readonly<Record<string, Raw>>, body: Readonly<Record<string, Raw>>): Record<string, Raw> {
  return Object.assign(Object.create(null), body, query);
}

/** `k[a][]` is k, a and an empty part. Undefined for a name that is empty or nested too deeply. */
function pathOf(name: string): readonly string[] | undefined {
  const [, head, brackets] = /^\s*([^[\s][^[]*)((?:\[[^\]]*\])*)/.exec(name) ?? [];
  if (head === undefined) return undefined;
  const parts = [...(brackets ?? "").matchAll(/\[([^\]]*)\]/g)].map(([, part]) => part!);
  return parts.length < mostLevels ? [head.replace(/[ .]/g, "_"), ...parts] : undefined;
}

function place(root: Branch, path: readonly string[], value: string): void {
  let branch = root;
  for (const [depth, part] of path.entries()) {
    const key = depth > 0 && part === "" ? String(branch.next) : part;
    if (depth === path.length - 1) {
      branch.set(key, value);
      return;
    }
    const inner = branch.nodes.get(key);
    const below = inner instanceof Branch ? inner : new Branch();
    branch.set(key, below);
    branch = below;
  }
}

function rawOf(node: Raw | Branch): Raw {
  if (!(node instanceof Branch)) return node;
  const isList = [...node.nodes.keys()].every((key, index) => key === String(index));
  return isList ? [...node.nodes.values()].map(rawOf) : mapOf(node);
}

/** Without a prototype, so that a parameter called `constructor` or `__proto__` is a parameter and nothing else. */
function mapOf(branch: Branch): Record<string, Raw> {
  const map: Record<string, Raw> = Object.create(null);
  for (const [key, node] of branch.nodes) map[key] = rawOf(node);
  return map;
}
