import type { Clock } from "../base/clock.ts";
import { localTime } from "../base/dates.ts";
import { unknownThing } from "../base/errors.ts";
import type { Lockout } from "../base/lockout.ts";
import type { Log } from "../base/log.ts";
import type { Vault } from "../base/vault.ts";
import type { Caller } from "../catalog/caller.ts";
import type { DrawChart } from "../catalog/chart.ts";
import type { FileResult, Inquired, Inquiry, Method, MethodContext, Result } from "../catalog/method.ts";
import type { Catalog } from "../catalog/module.ts";
import { type Params, readParams } from "../catalog/params.ts";
import type { Query } from "../catalog/query.ts";
import type { Report, ReportContext } from "../catalog/report.ts";
import type { Answer } from "../catalog/table.ts";
import type { WhileStill } from "../catalog/while-still.ts";
import type { Records } from "../db/records.ts";
import type { RowMemory } from "../db/row-memory.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { runReport } from "../reporting/run.ts";
import { withChosenVisits } from "../reporting/segment/chosen-visits.ts";
import type { SegmentReaders } from "../reporting/segment/reader.ts";
import { scopeOf } from "../reporting/source.ts";
import { requireAccess } from "./access.ts";
import { audit } from "./audit.ts";
import { callerOf } from "./callers.ts";
import { askCompared, isCompared } from "./compare/index.ts";
import type { Printed } from "./formats/format.ts";
import { guarded, requireMayChange } from "./guarded.ts";
import { findCalled } from "./method-name.ts";
import { filterData } from "./post/data.ts";
import { firstRows, labelledRows } from "./post/first-rows.ts";
import { postProcess } from "./post/index.ts";
import { readQuestion } from "./question.ts";
import { type ApiRequest, textOf } from "./request.ts";
import type { Told } from "./respond.ts";

/** What the API works with. */
export interface ApiParts {
  readonly catalog: Catalog;
  readonly records: Records;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly log: Log;
  /** Turns a token into the keyed hash under which it is stored. */
  readonly hashToken: (token: string) => string;
  /** Keeps what has to be read again. */
  readonly vault: Vault;
  /** Waits, within bounds, until the hits acknowledged so far are in the warehouse. */
  readonly settle: () => Promise<void>;
  /** Failed logins and unknown tokens. */
  readonly lockout: Lockout;
  /** Where there is none, nothing is tracked beside. */
  readonly whileStill?: WhileStill;
  /** Read segments; where there are none, segments are refused. */
  readonly segments?: SegmentReaders;
  /** What reports have found already; where there is none, they always look. */
  readonly memory?: RowMemory;
  /** Draws pictures; where there is none, none are drawn. */
  readonly drawChart?: DrawChart;
  readonly locate?: MethodContext<Params>["locate"];
  readonly runDueJobs?: MethodContext<Params>["runDueJobs"];
}

export interface AskOptions {
  /** Whether the rows of a long table may be left to be read while they are printed. */
  readonly inPages?: boolean;
}

/**
 * Answers a request: finds what it calls, lets the caller in or not, reads the parameters, runs it and post-processes.
 * Throws UserErrors.
 */
export async function ask(parts: ApiParts, request: ApiRequest, { inPages = false }: AskOptions = {}): Promise<Told> {
  const called = findCalled(parts.catalog, textOf(request.params, "method"));
  const caller = await callerOf(parts, request);
  if ("report" in called) return askReport(parts, called.report, request.params, caller, inPages);
  return askMethod(parts, called.method, request, caller);
}

/** Answers a call of a report for that caller, post-processed. Throws UserErrors. */
export async function askReport(
  parts: ApiParts,
  report: Report,
  params: ApiRequest["params"],
  caller: Caller,
  inPages: boolean,
): Promise<Told> {
  const { pages, ...rows } = firstRows(report, params);
  const first = { ...rows, ...(inPages && pages && { pages }) };
  const { answer, query } = await askSeries(parts, report, params, caller, first);
  return { answer, isClosed: !isCompared(params) && isOver(query, parts.clock) };
}

type FirstRows = Pick<Query, "most" | "pages" | "labels">;

/** Asks a report, several times over where things are set side by side; with `first` alone, no more than those rows need be read. */
function askSeries(
  parts: ApiParts,
  report: Report,
  params: ApiRequest["params"],
  caller: Caller,
  first: FirstRows = {},
): Promise<Inquired> {
  if (!isCompared(params)) return askOnce(parts, report, params, caller, first);
  const ask = (asked: ApiRequest["params"]) => askOnce(parts, report, asked, caller);
  return askCompared(params, { report, caller, records: parts.records, ask });
}

/** Whether all days of a question are over, for each site by its own clock. */
function isOver({ sites, periods }: Query, clock: Clock): boolean {
  const last = periods.at(-1);
  const now = Math.floor(clock.now() / 1000);
  return last !== undefined && sites.every(({ timezone }) => last.to < localTime(now, timezone).day);
}

const ofNoSite: Answer = { kind: "map", key: "idSite", entries: [] };

async function askOnce(
  parts: ApiParts,
  report: Report,
  params: ApiRequest["params"],
  caller: Caller,
  { pages, ...rows }: FirstRows = {},
): Promise<Inquired> {
  const { warehouse, records } = parts;
  const question = await readQuestion(report, params, caller, parts);
  // Rows would move between pages while hits come in, and the visits of a segment are known for as long as the call takes.
  const isInPages = pages && question.segment === "" && isOver(question, parts.clock);
  const query = { ...question, ...rows, ...(isInPages && { pages }) };
  if (query.sites.length === 0) return { query, whole: ofNoSite, answer: ofNoSite };
  await parts.settle();
  const readSegment = await parts.segments?.readerFor(caller);
  const context = { warehouse, records, ...(readSegment && { readSegment }) };
  const { memory } = parts;
  const run = (within: ReportContext) => {
    const remembering = memory?.upTo(scopeOf(query, within).to, within.warehouse) ?? within.warehouse;
    return runReport(report, query, { ...within, warehouse: remembering });
  };
  // A row of totals is one statement, which finds the visits of its segment itself.
  const answer = await (report.rows.shape === "totals" ? run(context) : withChosenVisits(query, context, run));
  return { query, whole: answer, answer: postProcess(answer, { params, report, query }) };
}

async function askMethod(parts: ApiParts, method: Method, request: ApiRequest, caller: Caller): Promise<Told> {
  const { records, warehouse, clock, log, hashToken, vault, lockout } = parts;
  await requireAccess(method.access, caller, request.params, records);
  requireMayChange(caller, method);
  const params = readParams(method.params, request.params);
  if (method.afterHits) await parts.settle();
  const { baseUrl, ip } = request;
  const context = { params, caller, records, warehouse, clock, log, baseUrl, ip, hashToken, vault, lockout };
  const readSegment = await parts.segments?.readerFor(caller);
  const { whileStill = (work) => work(), drawChart, locate, runDueJobs } = parts;
  const inquiry = inquiryOf(parts, request, caller);
  const extras = {
    ...(readSegment && { readSegment }),
    ...(drawChart && { drawChart }),
    ...(locate && { locate }),
    ...(runDueJobs && { runDueJobs }),
  };
  const run = async () => method.run({ ...context, inquiry, whileStill, ...extras });
  const result = await guarded(lockout, method, request, caller, run);
  await audit(parts, method, request, caller);
  if (result === undefined) return { answer: undefined, isClosed: false };
  // A file that has not changed need not be sent again, whatever it is about.
  if (isFile(result)) return { answer: undefined, isClosed: true, file: printedFile(result) };
  const answer: Answer = isAnswer(result) ? result : { kind: "data", value: filterData(result, request.params) };
  return { answer, isClosed: false };
}

/** Lets a method ask for reports, with the caller's rights and none of its own. */
function inquiryOf(parts: ApiParts, { params }: ApiRequest, caller: Caller): Inquiry {
  return {
    params,
    reports: parts.catalog.reports,
    ask: async (asked, { labelsAlone = false } = {}) => {
      const called = findCalled(parts.catalog, textOf(asked, "method"));
      if (!("report" in called)) throw unknownThing("report", textOf(asked, "method"));
      return askSeries(parts, called.report, asked, caller, labelsAlone ? labelledRows(asked) : {});
    },
  };
}

const answerKinds: readonly unknown[] = ["table", "single", "map", "data"] satisfies readonly Answer["kind"][];

function isFile(result: Exclude<Result, undefined>): result is FileResult {
  return typeof result === "object" && result !== null && "content" in result && Buffer.isBuffer(result.content);
}

function printedFile({ type, content, name, isDownload }: FileResult): Printed {
  return { type, body: content, fileName: name, isShown: !isDownload };
}

function isAnswer(result: Exclude<Result, FileResult | undefined>): result is Answer {
  return typeof result === "object" && result !== null && "kind" in result && answerKinds.includes(result.kind);
}
