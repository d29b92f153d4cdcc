import extensions from "./download-extensions.json" with { type: "json" };

export type LinkKind = "download" | "link";

/** What makes a link something to count. Classes are names of CSS classes. */
export interface LinkRules {
  readonly extensions: readonly string[];
  readonly downloadClasses: readonly string[];
  readonly linkClasses: readonly string[];
  readonly ignoreClasses: readonly string[];
}

export interface Link {
  readonly url: string;
  readonly classes: string;
  /** Whether the page says that it is to be saved. */
  readonly isDownload: boolean;
  readonly isOwn: boolean;
}

const ownClasses = (kind: string): readonly string[] =>
  ["matomo", "piwik"].flatMap((brand) => ["_", "-"].map((joint) => brand + joint + kind));

export const defaultLinkRules: LinkRules = {
  extensions,
  downloadClasses: ownClasses("download"),
  linkClasses: ownClasses("link"),
  ignoreClasses: ownClasses("ignore"),
};

/** The rules with classes of the page's beside those that always hold. */
export function withClasses(
  rules: LinkRules,
  kind: "downloadClasses" | "linkClasses" | "ignoreClasses",
  more: readonly string[],
): LinkRules {
  return { ...rules, [kind]: [...defaultLinkRules[kind], ...more] };
}

/** Whether a click on a link is counted, and as what. Links within the website are none, unless they are downloads. */
export function linkKind({ url, classes, isDownload, isOwn }: Link, rules: LinkRules): LinkKind | undefined {
  const names = classes.split(/\s+/);
  const isOneOf = (list: readonly string[]): boolean => list.some((name) => names.includes(name));
  if (isOneOf(rules.ignoreClasses) || !/^[a-z][a-z\d+.-]*:\/\//i.test(url)) return undefined;
  if (isOneOf(rules.linkClasses)) return "link";
  if (isDownload || isOneOf(rules.downloadClasses) || hasExtension(url, rules.extensions)) return "download";
  return isOwn ? undefined : "link";
}

/** Whether the path, or what a parameter says, ends like a file of these kinds. */
function hasExtension(url: string, list: readonly string[]): boolean {
  const behindHost = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, "");
  return behindHost.split(/[?&#]/).some((part) => list.includes(/\.([^./=]+)$/.exec(part)?.[1]?.toLowerCase() ?? ""));
}
