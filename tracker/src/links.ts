import { addressOf, linkAround, onClick } from "./clicks.ts";
import type { Core, Methods } from "./core.ts";
import { defaultLinkRules, type LinkRules, linkKind, withClasses } from "./link-kind.ts";

/** Counts clicks on links that lead away from the website or to files, also on links that come onto the page later. */
export function linkMethods(core: Core): Methods {
  const { page } = core;
  let rules: LinkRules = defaultLinkRules;
  let isOn = false;
  const seen = new WeakMap<Element, number>();

  const clicked = (target: Element): void => {
    const link = linkAround(target);
    if (!link) return;
    const now = Date.now();
    // A click is heard once, though an element may be listened to by itself as well.
    if (now - (seen.get(link) ?? 0) < 100) return;
    seen.set(link, now);
    const url = addressOf(link);
    const kind = linkKind(
      { url, classes: link.getAttribute("class") ?? "", isDownload: link.hasAttribute("download"), isOwn: page.isOwn(url) },
      rules,
    );
    if (kind) core.track({ [kind]: page.clean(url) }, { hook: "link" });
  };
  const textsOf = (given: unknown): readonly string[] => (Array.isArray(given) ? given : String(given).split("|")).map(String);
  const classes = (kind: Parameters<typeof withClasses>[1]) => (names: unknown) => {
    rules = withClasses(rules, kind, Array.isArray(names) ? names.map(String) : [String(names)]);
  };
  return {
    enableLinkTracking: (menus?: boolean) => {
      if (isOn) return;
      isOn = true;
      onClick(document, (target) => isOn && clicked(target), { menus: menus !== false });
    },
    addListener: (element: Element, menus?: boolean) => onClick(element, clicked, { menus: menus !== false }),
    setIgnoreClasses: classes("ignoreClasses"),
    setLinkClasses: classes("linkClasses"),
    setDownloadClasses: classes("downloadClasses"),
    setDownloadExtensions: (list: unknown) => {
      rules = { ...rules, extensions: textsOf(list) };
    },
    addDownloadExtensions: (list: unknown) => {
      rules = { ...rules, extensions: [...rules.extensions, ...textsOf(list)] };
    },
    removeDownloadExtensions: (list: unknown) => {
      const gone = textsOf(list);
      rules = { ...rules, extensions: rules.extensions.filter((extension) => !gone.includes(extension)) };
    },
    getConfigDownloadExtensions: () => rules.extensions,
  };
}
