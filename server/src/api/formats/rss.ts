import { notAllowed } from "../../base/errors.ts";
import type { Answer, AnswerMap } from "../../catalog/table.ts";
import { type Format, type PrintContext, plainError } from "./format.ts";
import { htmlTable } from "./html.ts";
import { leaf, nest } from "./xml-elements.ts";

/** A feed with an item for each period, the latest first. Only an answer by date can be one. */
export const rss: Format = {
  print: (answer, context) => {
    if (answer.kind !== "map" || answer.key === "idSite")
      throw notAllowed("A feed needs one website and several dates: send one idSite, and a date such as last10; or ask for format=xml.");
    return { type: "text/xml; charset=utf-8", body: feed(answer, context) };
  },
  done: () => ({ type: "text/plain; charset=utf-8", body: "Success: ok" }),
  error: plainError,
};

function feed({ entries }: AnswerMap, context: PrintContext): string {
  const now = dateText(context.now);
  const about = [
    leaf("    ", "title", "Footfall statistics"),
    leaf("    ", "link", context.baseUrl),
    leaf("    ", "description", context.method),
    leaf("    ", "pubDate", now),
    leaf("    ", "generator", "Footfall"),
    leaf("    ", "language", "en"),
    leaf("    ", "lastBuildDate", now),
  ];
  const items = entries.toReversed().map(([label, inner]) => item(label, inner, context));
  const channel = nest("  ", "channel", [...about, ...items].join(""));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">\n${channel}</rss>`;
}

function item(label: string, answer: Answer, context: PrintContext): string {
  const address = `${context.baseUrl}index.php#${context.method}/${encodeURIComponent(label)}`;
  const first = label.split(",", 1)[0]!;
  return nest(
    "    ",
    "item",
    [
      leaf("      ", "pubDate", dateText(Date.parse(first))),
      leaf("      ", "guid", address),
      leaf("      ", "link", address),
      leaf("      ", "title", `${context.method} ${label}`),
      leaf("      ", "description", htmlTable(answer, context)),
    ].join(""),
  );
}

function dateText(milliseconds: number): string {
  return new Date(milliseconds).toUTCString().replace("GMT", "+0000");
}
