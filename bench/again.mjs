import { show, startBigServer } from "./big-server.mjs";

const methods = [
  "VisitsSummary.get",
  "Actions.getPageUrls",
  "Actions.getEntryPageUrls",
  "Actions.getExitPageUrls",
  "Actions.getPageTitles",
  "Actions.getEntryPageTitles",
  "Actions.getExitPageTitles",
  "Referrers.getAll",
  "UserCountry.getCountry",
  "Goals.get",
];
const segments = ["", "pageUrl=@/help/;browserCode!=FF"];
const spans = {
  day: Array.from({ length: 20 }, (_, index) => ["day", `2026-03-${String(index + 1).padStart(2, "0")}`]),
  month: ["2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04"].map((month) => ["month", `${month}-01`]),
  year: [["range", "2025-07-01,2026-06-30"]],
};

/** Reports that were not asked before, beside the same asked again: a day, a month and the year of the big site. `only` names some. */
export async function run(print, only = "") {
  const server = await startBigServer({ FOOTFALL_REMEMBERED_MEGABYTES: "64" });
  try {
    for (const segment of segments)
      for (const method of methods.filter((each) => only.split(",").some((part) => each.includes(part))))
        for (const [span, dates] of Object.entries(spans)) {
          const timesOf = async () => {
            const times = [];
            for (const [period, date] of dates) {
              const before = performance.now();
              await server.ask({ method, idSite: "1", period, date, segment });
              times.push(performance.now() - before);
            }
            return summed(times);
          };
          // What the code and the engine keep of their own is warm before either is measured.
          await server.ask({ method, idSite: "1", period: "day", date: "2026-05-01", segment });
          const first = await timesOf();
          const again = await timesOf();
          const ratio = `${(again.p50 / first.p50).toFixed(3)} ×`;
          print(`${method}, ${span}${segment && ", with a segment"}`, ratio, `${show(again)} against ${show(first)}`);
        }
  } finally {
    await server.stop();
  }
}

function summed(times) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { p50: at(0.5), p95: at(0.95) };
}
