import { numberOf } from "./ledger.mjs";

/**
 * Compares the reports of the server at `url` with what it was sent: every acknowledged hit counts once, a call whose answer was lost
 * counts once with all its hits or not at all, nothing else is there, and each visitor has one visit that went on through it all.
 * Throws with examples of what is wrong; gives the number of hits in the reports.
 */
export async function verify({ ledger, ask }, url) {
  const rows = await ask(url, { method: "Actions.getPageUrls", flat: "1", filter_limit: "-1", showColumns: "nb_hits" });
  const times = new Map(rows.map((row) => [numberOf(row.label), row.nb_hits]));
  const wrong = {
    "acknowledged hits are missing": [...ledger.acknowledged].filter((number) => !times.has(number)),
    "hits count more than once": [...times].filter(([, count]) => count !== 1),
    "calls are there in part": ledger.calls.filter((numbers) => new Set(numbers.map((number) => times.has(number))).size > 1),
    "pages were never sent": [...times.keys()].filter((number) => !(number < ledger.calls.at(-1).at(-1) + 1)),
  };
  for (const [what, examples] of Object.entries(wrong))
    if (examples.length > 0) throw new Error(`${examples.length} ${what}: ${JSON.stringify(examples.slice(0, 10))}`);

  const totals = await ask(url, { method: "VisitsSummary.get" });
  if (totals.nb_actions !== times.size) throw new Error(`${totals.nb_actions} actions are counted of ${times.size} pages`);
  if (totals.nb_visits !== totals.nb_uniq_visitors)
    throw new Error(`${totals.nb_uniq_visitors} visitors have ${totals.nb_visits} visits: some did not go on`);
  await verifyOrder(ask, url);
  return times.size;
}

/** Each visitor's pages were sent one after the other, and must have been applied in that order. */
async function verifyOrder(ask, url) {
  const visits = await ask(url, { method: "Live.getLastVisitsDetails", filter_limit: "-1", doNotFetchActions: "0" });
  for (const { visitorId, actionDetails } of visits) {
    const pages = actionDetails.filter(({ type }) => type === "action").map((action) => numberOf(action.url));
    const swapped = pages.findIndex((page, index) => index > 0 && page < pages[index - 1]);
    if (swapped > 0) throw new Error(`visitor ${visitorId} saw page ${pages[swapped]} after ${pages[swapped - 1]}`);
  }
}
