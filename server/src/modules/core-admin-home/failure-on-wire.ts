import { dateTimeText } from "../../base/dates.ts";
import type { Cells } from "../../catalog/table.ts";
import type { TrackingFailure } from "../../db/tracking-failures.ts";

interface Advice {
  readonly problem: string;
  readonly solution: string;
}

/** What is wrong and what to do, by kind of failure. */
const advice: Readonly<Record<number, Advice>> = {
  1: {
    problem: "The website does not exist.",
    solution: "Correct the idsite in the tracking code, or add the website; a website that was deleted should lose its tracking code too.",
  },
  2: {
    problem: "The request asks for what only a token allows, and has no valid one.",
    solution:
      "Send a token_auth of a user with write access to the website, or leave out cip, country, region, city, lat and long, and a cdt that lies more than a day back.",
  },
};

/** A refused request as administrators see it; `siteName` is undefined where there is no such site. */
export function failureOnWire({ site, kind, first_seen, request }: TrackingFailure, siteName: string | undefined): Cells {
  return {
    idsite: site,
    idfailure: kind,
    date_first_occurred: dateTimeText(first_seen),
    request_url: request,
    site_name: siteName ?? "Unknown",
    pretty_date_first_occurred: momentText(first_seen),
    url: (new URLSearchParams(request).get("url") ?? "").trim(),
    problem: advice[kind]?.problem ?? "",
    solution: advice[kind]?.solution ?? "",
    solution_url: "",
  };
}

const shortDate = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** "May 29, 2026 18:50:35" in UTC. */
function momentText(seconds: number): string {
  return `${shortDate.format(new Date(seconds * 1000))} ${dateTimeText(seconds).slice(11)}`;
}
