import type { Cookies } from "./cookies.ts";
import { randomText } from "./random.ts";
import type { Settings } from "./settings.ts";
import { warn } from "./warn.ts";

export interface KnownVisitor {
  /** 16 hexadecimal digits; empty where nothing may be kept. */
  readonly id: string;
  /** When it was first seen, in seconds since 1970. */
  readonly created: number;
  readonly isNew: boolean;
}

export interface Visitor {
  current(): KnownVisitor;
  /** Writes the cookie, and says who it is then. */
  keep(): KnownVisitor;
  /** Insists on an id for this page. */
  force(id: string): void;
  /** Gives up the id that was made for a visitor without a cookie. */
  forget(): void;
}

export function createVisitor(settings: Settings, cookies: Cookies): Visitor {
  let forced = "";
  let made: KnownVisitor | undefined;
  let isBlocked = false;

  const current = (): KnownVisitor => {
    const known = readVisitorCookie(cookies.get("id"));
    if (known && known.created + settings.visitorSeconds > seconds()) return { ...known, ...(forced && { id: forced }), isNew: false };
    if (forced === "" && (isBlocked || !cookies.allowed())) return { id: "", created: seconds(), isNew: true };
    made ??= { id: randomText(16), created: seconds(), isNew: true };
    return { ...made, id: forced || made.id };
  };

  return {
    current,
    keep: () => {
      const before = current();
      if (before.id === "" || settings.siteId === "" || !cookies.allowed()) return before;
      const left = before.created + settings.visitorSeconds - seconds();
      isBlocked = !cookies.set("id", writeVisitorCookie(before), left);
      return { ...current(), isNew: before.isNew };
    },
    force: (id) => {
      if (/^[0-9a-f]{16}$/i.test(id)) forced = id;
      else warn(`a visitor's id has 16 hexadecimal digits, unlike ${id}`);
    },
    forget: () => {
      made = undefined;
    },
  };
}

/** Reads `_pk_id`: the id, when it was made, and, in the cookies of years ago, more. */
export function readVisitorCookie(value: string | undefined): Pick<KnownVisitor, "id" | "created"> | undefined {
  const [id = "", created = ""] = value?.split(".") ?? [];
  if (!/^[0-9a-f]{16}$/i.test(id)) return undefined;
  return { id, created: /^\d{9,11}$/.test(created) ? Number(created) : seconds() };
}

/** What is kept in `_pk_id`; the dot at the end is there in every Matomo's. */
export function writeVisitorCookie({ id, created }: Pick<KnownVisitor, "id" | "created">): string {
  return `${id}.${created}.`;
}

function seconds(): number {
  return Math.round(Date.now() / 1000);
}
