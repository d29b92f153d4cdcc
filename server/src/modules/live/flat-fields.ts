import type { Cells, Value } from "../../catalog/table.ts";

/** Under which name the address of a kind of action is told. */
const urlNames: Readonly<Record<string, string>> = { outlink: "outlinkUrl", download: "downloadUrl", event: "eventUrl", action: "pageUrl" };

const told = ["pageTitle", "siteSearchKeyword", "eventCategory", "eventAction", "eventName", "eventValue"];

/** What is in the list of actions once more beside it (`pageUrl__3`), for clients that cannot look into lists. */
export function flatFields(actions: readonly Cells[]): Cells {
  const goals = actions.map(({ goalId }) => goalId).filter((goal) => goal !== undefined && goal !== null);
  const pages = actions.filter(({ type }) => type === "action");
  const [entry, exit] = [pages[0], pages.at(-1)];
  return {
    ...Object.fromEntries(goals.map((goal, index) => [`visitConvertedGoalId__${index + 1}`, goal] as const)),
    ...Object.fromEntries(actions.flatMap((action, index) => actionTexts(action).map(([name, text]) => [`${name}__${index + 1}`, text]))),
    ...filled({ entryPageTitle: entry?.pageTitle, entryPageUrl: entry?.url, exitPageTitle: exit?.pageTitle, exitPageUrl: exit?.url }),
  };
}

function actionTexts(action: Cells): readonly (readonly [string, Value])[] {
  const urlName = urlNames[String(action.type)];
  const url = urlName === undefined ? {} : { [urlName]: action.url };
  return Object.entries(filled({ ...url, ...Object.fromEntries(told.map((name) => [name, action[name]])) }));
}

function filled(cells: Readonly<Record<string, Value | undefined>>): Cells {
  return Object.fromEntries(Object.entries(cells).flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}
