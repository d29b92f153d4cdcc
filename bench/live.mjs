import { measure, show, startBigServer } from "./big-server.mjs";

const day = { period: "day", date: "2026-03-10" };
const month = { period: "month", date: "2026-03-10" };
const log = { method: "Live.getLastVisitsDetails", filter_limit: "100" };

/** What is asked of the big site; all but the first one page of a hundred visits. */
const questions = [
  ["one visit", { ...log, ...day, filter_limit: "1" }],
  ["a day", { ...log, ...day }],
  ["a day, from the 1000th visit", { ...log, ...day, filter_offset: "1000" }],
  ["a day, a segment of visits", { ...log, ...day, segment: "countryCode==de" }],
  ["a day, a segment of pages", { ...log, ...day, segment: "pageUrl=@/blog/" }],
  ["a month", { ...log, ...month }],
  ["a month, from the 1000th visit", { ...log, ...month, filter_offset: "1000" }],
  ["a month, from the 100,000th visit", { ...log, ...month, filter_offset: "100000" }],
  ["a month, oldest first", { ...log, ...month, filter_sort_order: "asc" }],
  ["a month, a segment of visits", { ...log, ...month, segment: "countryCode==de" }],
  ["a month, a segment of pages", { ...log, ...month, segment: "pageUrl=@/blog/" }],
  ["a month, a segment that few visits meet", { ...log, ...month, segment: "userId==user777" }],
  ["no period", { ...log }],
  ["no period, without actions", { ...log, doNotFetchActions: "1" }],
  ["counters of 30 minutes", { method: "Live.getCounters", lastMinutes: "30" }],
  ["counters of two days", { method: "Live.getCounters", lastMinutes: "2880" }],
  ["the most recent visitor", { method: "Live.getMostRecentVisitorId" }],
  ["the profile of the most recent visitor", { method: "Live.getVisitorProfile" }],
];

/** The visit log, the counters and the profile on the big data; `part` names some questions. */
export async function run(print, part = "") {
  // Counters and the latest visits are those that the data end with.
  const server = await startBigServer({ FOOTFALL_NOW: "2026-06-30T12:00:00Z" });
  try {
    for (const [what, params] of questions) {
      if (!what.includes(part)) continue;
      const ask = () => server.get({ idSite: "1", ...params });
      const answer = await (await ask()).json();
      if (answer.result === "error") throw new Error(`${what}: ${answer.message}`);
      let timing = "";
      const figures = await measure(async () => {
        const response = await ask();
        await response.arrayBuffer();
        timing = response.headers.get("server-timing");
      });
      print(what, show(figures), `of which, the last time, ${timing.replace(/wait;dur=[\d.]+, /, "")}`);
    }
  } finally {
    await server.stop();
  }
}
