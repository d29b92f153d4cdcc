import { actionTypes } from "../../catalog/action-types.ts";
import type { ActionKind } from "../../catalog/hit.ts";

export { actionTypes };

/** Kinds as segments name them. */
const namesInSegments: Readonly<Record<ActionKind, string>> = {
  pageview: "pageviews",
  outlink: "outlinks",
  download: "downloads",
  search: "sitesearches",
  event: "events",
  content: "contents",
};

const named = Object.entries(namesInSegments).map(([kind, name]) => ({ name, type: actionTypes[kind as ActionKind] }));

/** The number of a kind that a segment names, or gives as its number. */
export function actionTypeOf(value: string): number | undefined {
  return named.find(({ name, type }) => name === value.toLowerCase() || String(type) === value)?.type;
}

/** How segments name the kind of that number. */
export function actionTypeName(type: string): string {
  return named.find((one) => String(one.type) === type)?.name ?? type;
}

/** What a name stands for beside an address: the title of a page or the keyword of a search. Matomo's numbers; 0 where there is no name. */
export const nameTypes = { none: 0, title: 4, keyword: 8 } as const;
