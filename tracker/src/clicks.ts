/** Calls for each click of the left or middle button, and for a key that does the same; `menus` also for opening the menu of a link. */
export function onClick(place: EventTarget, run: (target: Element) => void, options: { readonly menus: boolean }): void {
  const heard = (event: Event): void => {
    // Within parts of a page that hide what is in them, the event says only at first where it began.
    const target = event.composedPath()[0];
    if (target instanceof Element) run(target);
  };
  place.addEventListener("click", heard, true);
  place.addEventListener(
    "auxclick",
    (event) => {
      if ((event as MouseEvent).button === 1) heard(event);
    },
    true,
  );
  if (options.menus) place.addEventListener("contextmenu", heard, true);
}

/** The link that an element is or stands in. */
export function linkAround(element: Element): HTMLAnchorElement | undefined {
  return element.closest<HTMLAnchorElement>("a[href],area[href]") ?? undefined;
}

/** Where a link leads, as a whole address; links in drawings have theirs in another place. */
export function addressOf(link: HTMLAnchorElement): string {
  const { href } = link as { readonly href: string | SVGAnimatedString };
  return typeof href === "string" ? href : new URL(href.baseVal, document.baseURI).href;
}
