import { addressOf, linkAround, onClick } from "./clicks.ts";
import type { Core, Methods } from "./core.ts";
import { travelParam } from "./page.ts";
import { sha1 } from "./sha1.ts";
import { hostOf, paramOf, withoutParams, withParam } from "./url.ts";

/** A visitor on the way from one of a website's domains to another. */
export interface Traveller {
  readonly id: string;
  /** Seconds since 1970 at which the link was clicked. */
  readonly left: number;
  /** Six digits for the browser, so that a link that is passed on brings nobody else's id. */
  readonly browser: string;
}

/** Reads what a link brought: 16 digits of the visitor, 10 of the time, 6 of the browser. */
export function readTraveller(value: string): Traveller | undefined {
  const [, id, left, browser] = /^([0-9a-f]{16})(\d{10})([0-9a-f]{6})$/i.exec(value) ?? [];
  return id && left && browser ? { id, left: Number(left), browser } : undefined;
}

/** Whether it is believed: the same browser, and not later than `timeout` seconds after; at any time where that is not above 0. */
export function isWelcome(traveller: Traveller, browser: string, now: number, timeout: number): boolean {
  const age = now - traveller.left;
  return traveller.browser === browser && (timeout <= 0 || (age >= 0 && age <= timeout));
}

/** Keeps visitors the same across the domains of a website: links to the others bring their id along. */
export function crossDomainMethods(core: Core): Methods {
  const { page, visitor } = core;
  let isOn = false;
  let isListening = false;
  let timeout = 180;
  const seconds = (): number => Math.floor(Date.now() / 1000);
  const pair = (): string => {
    const { id } = visitor.keep();
    return id && `${travelParam}=${id}${seconds()}${browserDigits()}`;
  };

  const welcome = (): void => {
    const traveller = readTraveller(paramOf(location.href, travelParam) ?? "");
    if (traveller && isWelcome(traveller, browserDigits(), seconds(), timeout)) visitor.force(traveller.id);
  };
  const clicked = (target: Element): void => {
    const link = linkAround(target);
    if (!isOn || !link) return;
    const url = addressOf(link);
    const host = hostOf(url);
    const brought = host !== "" && host !== location.hostname && page.isOwnHost(url) ? pair() : "";
    if (brought) link.setAttribute("href", withParam(withoutParams(url, [travelParam]), brought));
  };
  return {
    enableCrossDomainLinking: () => {
      isOn = true;
      welcome();
      if (!isListening) onClick(document, clicked, { menus: true });
      isListening = true;
    },
    disableCrossDomainLinking: () => {
      isOn = false;
    },
    isCrossDomainLinkingEnabled: () => isOn,
    setCrossDomainLinkingTimeout: (given: number) => {
      timeout = given;
      if (isOn) welcome();
    },
    getCrossDomainLinkingUrlParameter: pair,
  };
}

function browserDigits(): string {
  return sha1([navigator.userAgent, navigator.platform, navigator.language].join()).slice(0, 6);
}
