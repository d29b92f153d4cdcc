import { measure, show, startBigServer } from "./big-server.mjs";

const reports = ["VisitsSummary.get", "Actions.getPageUrls", "Referrers.getAll", "UserCountry.getCountry", "Goals.get"];

/** Conditions on visits, on actions, on both, with "contains" and with "not". */
const segments = [
  "countryCode==de",
  "visitorType==returning;deviceType==desktop",
  "visitDuration>300,actions>=5",
  "referrerType==campaign;referrerName=@sale",
  "browserCode!=CH;city!@Ber",
  "pageUrl=@/blog/",
  "pageUrl!@/help/",
  "pageTitle=^Page 1;eventCategory==Video",
  "countryCode==us;pageUrl=@/shop/",
  "visitConvertedGoalId==1,siteSearchKeyword==socks;operatingSystemCode!=WIN",
];

const spans = [
  { name: "month", period: "month", date: "2026-03-10", rounds: 12 },
  { name: "year", period: "range", date: "2025-07-01,2026-06-30", rounds: 5 },
];

/** Five reports with ten segments each, over a month and a year of the big site; and suggestions of values. `part` names some reports. */
export async function run(print, part = "") {
  // Suggestions come from the last weeks: those that the data end with.
  const server = await startBigServer({ FOOTFALL_NOW: "2026-06-30T12:00:00Z" });
  try {
    for (const method of reports.filter((each) => each.includes(part))) {
      for (const segment of segments) {
        const figures = [];
        for (const { name, period, date, rounds } of spans) {
          const ask = () => server.ask({ method, idSite: "1", period, date, segment });
          const answer = await ask();
          if (answer.result === "error") throw new Error(`${method} with ${segment}: ${answer.message}`);
          figures.push(`${name} ${show(await measure(ask, rounds))}`);
        }
        print(`${method}  ${segment}`.slice(0, 80), "", figures.join("   "));
      }
    }
    for (const segmentName of ["pageUrl", "countryCode", "city", "eventCategory", "referrerName", "pageTitle"]) {
      const ask = () => server.ask({ method: "API.getSuggestedValuesForSegment", segmentName, idSite: "1" });
      const values = await ask();
      if (!Array.isArray(values) || values.length === 0) throw new Error(`no suggestions for ${segmentName}: ${JSON.stringify(values)}`);
      print(`suggestions for ${segmentName}`, "", show(await measure(ask)));
    }
  } finally {
    await server.stop();
  }
}
