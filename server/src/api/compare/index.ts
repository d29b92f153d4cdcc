import type { Caller } from "../../catalog/caller.ts";
import type { Inquired } from "../../catalog/method.ts";
import { type Raw, structure } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import type { Report } from "../../catalog/report.ts";
import type { Cells, Row } from "../../catalog/table.ts";
import type { Records } from "../../db/records.ts";
import { emptyTable } from "../../reporting/answers.ts";
import { periodText } from "../../reporting/period-text.ts";
import { format } from "../post/format.ts";
import { type ComparedSeries, withComparisons } from "./compare.ts";
import { segmentTitle } from "./segment-title.ts";
import { type Series, seriesIn } from "./series.ts";

type Given = Readonly<Record<string, Raw>>;

export interface CompareParts {
  readonly report: Report;
  readonly caller: Caller;
  readonly records: Records;
  /** Answers the same call with other parameters. */
  readonly ask: (params: Given) => Promise<Inquired>;
}

/** Whether a call sets several periods or segments side by side. Throws notAllowed for one that does it wrongly. */
export function isCompared(params: Given): boolean {
  return seriesIn(params).length > 0;
}

/** The answer to a call with `compare=1`. Throws the UserErrors of every call that it is made of. */
export async function askCompared(params: Given, { report, caller, records, ask }: CompareParts): Promise<Inquired> {
  const asked = await ask({ ...params, format_metrics: "0" });
  const { query } = asked;
  const series = await Promise.all(
    seriesIn(params).map(async (each, index): Promise<ComparedSeries> => {
      const { segment, period, date } = each;
      const other = await ask({ ...params, ...wholeAnswer, ...subtableFor(params, index), segment, period, date });
      const title = await segmentTitle(records, caller, each.segment, query.sites[0]?.id ?? 0, query.language);
      const answer = hasNoSubtable(params, index) ? emptyTable : other.answer;
      return { ...each, answer, told: (index) => toldOf(each, title, other.query, index) };
    }),
  );
  const answer = withComparisons(asked.answer, series, {
    format: (rows) => format({ kind: "table", rows }, { params, report, query }).rows,
    segmentWithin: (row, segment) => segmentWithin(report, row, segment),
    language: query.language,
  });
  return { ...asked, answer };
}

/** Every row is looked for, wherever it stands; the figures are compared before they are shown. */
const wholeAnswer: Given = {
  compare: "0",
  filter_limit: "-1",
  filter_offset: "0",
  filter_sort_column: "",
  filter_truncate: "",
  label: "",
  format_metrics: "0",
};

/** The table below rows that a series is asked for, as its own comparison told its number; -1 says that there is none. */
function subtableFor(params: Given, index: number): Given {
  const number = subtablesIn(params)[index];
  return number === undefined || number === noSubtable ? {} : { idSubtable: number };
}

function hasNoSubtable(params: Given, index: number): boolean {
  return subtablesIn(params)[index] === noSubtable;
}

const noSubtable = "-1";

/** `comparisonIdSubtables`: a list, or one as JSON, by the index of the series. */
function subtablesIn({ comparisonIdSubtables: raw }: Given): readonly (string | undefined)[] {
  const read = raw === undefined || raw === "" ? [] : structure().read(raw, "comparisonIdSubtables");
  const numbers = typeof read === "object" && read !== null ? Object.values(read) : [];
  return numbers.map((number) => (/^(-1|\d+)$/.test(String(number)) ? String(number) : undefined));
}

function toldOf({ segment, period, date }: Series, title: string, query: Query, index: number): Cells {
  const at = query.periods[index] ?? query.periods[0];
  const periodTitle = at ? capitalized(periodText(at, query.language)) : "";
  return {
    compareSegment: segment,
    compareSegmentPretty: title,
    comparePeriod: period,
    compareDate: query.severalPeriods && at ? at.from : date,
    comparePeriodPretty: periodTitle,
    compareSeriesPretty: `(${periodTitle}) (${title})`,
  };
}

function segmentWithin({ comparesAlone }: Report, { metadata, subtable }: Row, segment: string): string | undefined {
  const own = metadata?.segment;
  if (typeof own !== "string" || own === "") return undefined;
  const isAlone = comparesAlone === "rows" || (comparesAlone === "leaves" && !subtable);
  return segment === "" || isAlone ? own : `${segment};${own}`;
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
