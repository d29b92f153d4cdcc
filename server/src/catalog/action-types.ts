import type { ActionKind } from "./hit.ts";

/** Numbers under which kinds of actions are stored: Matomo's. */
export const actionTypes: Readonly<Record<ActionKind, number>> = {
  pageview: 1,
  outlink: 2,
  download: 3,
  search: 8,
  event: 10,
  content: 13,
};
