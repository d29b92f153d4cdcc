import type { Cells } from "../catalog/table.ts";
import { actionOf, dimensionNameOf, type ListedReport, moduleOf } from "./listed-report.ts";

/** What a picture is asked to show: the periods of one picture, or of one over time. */
export interface GraphDates {
  readonly period: string;
  readonly date: string;
}

export interface GraphRequest {
  readonly site: number;
  readonly single: GraphDates;
  readonly overTime: GraphDates;
  /** Told on, so that a picture shows the same: segment, idSubtable. */
  readonly further: Readonly<Record<string, string>>;
}

/** Addresses of pictures of a report; reports of one row are always drawn over time. No token is put in them. */
export function graphAddresses(listed: ListedReport, { site, single, overTime, further }: GraphRequest): Cells {
  const address = (dates: GraphDates) => {
    const { report, parameters = {} } = listed;
    const named = { module: "API", method: "ImageGraph.get", idSite: site, apiModule: moduleOf(report), apiAction: actionOf(report) };
    const all = Object.entries({ ...named, ...parameters, ...dates, ...further });
    return `index.php?${all.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`).join("&")}`;
  };
  const graphsOverTime = listed.listing.graphsOverTime ?? !listed.listing.constantRows;
  return {
    imageGraphUrl: address(dimensionNameOf(listed) === undefined ? overTime : single),
    ...(graphsOverTime && { imageGraphEvolutionUrl: address(overTime) }),
  };
}
