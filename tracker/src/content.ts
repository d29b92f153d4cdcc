import { onClick } from "./clicks.ts";
import { blockSelector, blocksIn, type Content, isInteraction, readBlock } from "./content-block.ts";
import type { Core, Methods } from "./core.ts";
import { whenReady } from "./ready.ts";

/** Counts which blocks of content were shown, once a page view, and which were clicked. */
export function contentMethods(core: Core): Methods {
  let told = new Set<string>();
  /** Blocks shown on this page view. */
  let shown = new WeakSet<Element>();
  /** Blocks shown at any time, which answer to clicks. */
  const known = new WeakSet<Element>();
  let isListening = false;
  let onlyVisible = false;
  core.onPageView(() => {
    told = new Set();
    shown = new WeakSet();
  });

  const impression = ({ name, piece, target }: Content): void =>
    core.track({ c_n: name, c_p: piece, c_t: target, ca: 1 }, { hook: "contentImpression" });
  const interaction = (kind: string, { name, piece, target }: Content): void =>
    core.track({ c_i: kind, c_n: name, c_p: piece, c_t: target, ca: 1 }, { hook: "contentInteraction" });
  const listen = (): void => {
    if (isListening) return;
    isListening = true;
    onClick(
      document,
      (target) => {
        const block = target.closest(blockSelector);
        if (block && known.has(block) && isInteraction(block, target)) interaction("click", readBlock(block));
      },
      { menus: false },
    );
  };
  const show = (blocks: readonly Element[]): void => {
    listen();
    for (const block of blocks) {
      known.add(block);
      shown.add(block);
      const content = readBlock(block);
      const key = JSON.stringify(content);
      if (!told.has(key)) impression(content);
      told.add(key);
    }
  };
  const showVisible = (place: Element | Document): void => show(blocksIn(place).filter((block) => !shown.has(block) && isVisible(block)));

  return {
    trackAllContentImpressions: () => whenReady(() => (onlyVisible ? showVisible(document) : show(blocksIn(document)))),
    trackVisibleContentImpressions: (onScroll?: unknown, milliseconds?: unknown) =>
      whenReady(() => {
        showVisible(document);
        if (onlyVisible) return;
        onlyVisible = true;
        watch(() => showVisible(document), onScroll !== false, milliseconds === undefined ? 750 : Number(milliseconds));
      }),
    trackContentImpressionsWithinNode: (place?: Element | null) =>
      whenReady(() => {
        if (place) onlyVisible ? showVisible(place) : show(blocksIn(place));
      }),
    trackContentImpression: (name?: unknown, piece?: unknown, target?: unknown) => {
      if (name) impression({ name: String(name), piece: String(piece || "Unknown"), target: String(target || "") });
    },
    trackContentInteraction: (kind?: unknown, name?: unknown, piece?: unknown, target?: unknown) => {
      if (kind && name) interaction(String(kind), { name: String(name), piece: String(piece || "Unknown"), target: String(target || "") });
    },
    trackContentInteractionNode: (element?: Element | null, kind?: unknown) => {
      const block = element?.closest(blockSelector);
      if (block) interaction(String(kind || "Unknown"), readBlock(block));
    },
    logAllContentBlocksOnPage: () => console.log(blocksIn(document).map(readBlock)),
  };
}

/** Looks again at most every so many milliseconds: all the time, after scrolling, or both. */
function watch(look: () => void, onScroll: boolean, milliseconds: number): void {
  if (milliseconds > 0) setInterval(look, Math.max(milliseconds, 100));
  if (!onScroll) return;
  let isPlanned = false;
  const plan = (): void => {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => {
      isPlanned = false;
      look();
    }, 100);
  };
  for (const kind of ["scroll", "resize"]) window.addEventListener(kind, plan, { passive: true, capture: true });
}

/** Whether any of an element can be seen now. */
function isVisible(element: Element): boolean {
  const { top, left, bottom, right, width, height } = element.getBoundingClientRect();
  if (width <= 0 || height <= 0 || bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) return false;
  const { visibility, opacity } = getComputedStyle(element);
  return visibility === "visible" && opacity !== "0";
}
