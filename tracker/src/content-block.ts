/** A block of content: what it is called, what is shown, and where it leads. */
export interface Content {
  readonly name: string;
  readonly piece: string;
  readonly target: string;
}

const unknown = "Unknown";
const part = (name: string): string => `[data-content-${name.toLowerCase()}],.matomoContent${name},.piwikContent${name}`;

export const blockSelector = "[data-track-content],.matomoTrackContent,.piwikTrackContent";
const ignoreSelector = part("IgnoreInteraction");

/** All blocks in a part of a page. */
export function blocksIn(place: Element | Document): readonly Element[] {
  const within = [...place.querySelectorAll(blockSelector)];
  return place instanceof Element && place.matches(blockSelector) ? [place, ...within] : within;
}

/** Reads a block as it is marked by attributes and classes, else from its picture, its link and its titles. */
export function readBlock(block: Element): Content {
  const shown = first(block, part("Piece")) ?? block;
  const leading = targetIn(block);
  const piece = said(block, "piece") ?? mediaOf(shown);
  const title = [block, shown, leading].map((element) => element.getAttribute("title")).find((text) => text);
  return {
    name: said(block, "name") ?? (piece && withoutOwnHost(piece)) ?? title ?? unknown,
    piece: piece ?? unknown,
    target: leading.getAttribute("data-content-target") || hrefOf(leading) || hrefOf(shown),
  };
}

/** Whether a click there is an interaction with the block: on what leads somewhere, unless the page says that it is none. */
export function isInteraction(block: Element, clicked: Element): boolean {
  return targetIn(block).contains(clicked) && clicked.closest(ignoreSelector) === null;
}

function targetIn(block: Element): Element {
  return first(block, '[data-content-target]:not([data-content-target=""])') ?? first(block, part("Target")) ?? block;
}

/** The block itself or the first element in it that fits. */
function first(block: Element, selector: string): Element | null {
  return block.matches(selector) ? block : block.querySelector(selector);
}

/** What an attribute of the block, or of an element in it, says. */
function said(block: Element, name: string): string | undefined {
  const attribute = `data-content-${name}`;
  return first(block, `[${attribute}]:not([${attribute}=""])`)?.getAttribute(attribute)?.trim();
}

function mediaOf(element: Element): string | undefined {
  if (!element.matches("img,embed,video,audio,object")) return undefined;
  const source =
    element.getAttribute(element.matches("object") ? "data" : "src") ?? element.querySelector("source[src]")?.getAttribute("src");
  return source ? new URL(source, document.baseURI).href : undefined;
}

function hrefOf(element: Element): string {
  const href = element.getAttribute("href");
  return href ? new URL(href, document.baseURI).href : "";
}

function withoutOwnHost(address: string): string {
  return address.startsWith(`${location.origin}/`) ? address.slice(location.origin.length) : address;
}
