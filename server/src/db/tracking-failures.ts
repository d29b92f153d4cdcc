import type { Selectable } from "kysely";
import type { Records, TrackingFailureRecord } from "./records.ts";

export type TrackingFailure = Selectable<TrackingFailureRecord>;

/** Seconds for which a failure is told. */
const keptFor = 2 * 86_400;
/** Failures kept at most: requests can name any number of sites. */
const mostKept = 1000;

/** The failures of the last two days, by site and kind; with `sites` only theirs. `now` in seconds since 1970. */
export function findTrackingFailures(records: Records, now: number, sites?: readonly number[]): Promise<TrackingFailure[]> {
  const recent = records
    .selectFrom("tracking_failures")
    .selectAll()
    .where("first_seen", ">=", now - keptFor);
  return (sites ? recent.where("site", "in", sites) : recent).orderBy("site").orderBy("kind").execute();
}

/** Which of these sites and kinds are told already. */
export async function knownTrackingFailures(
  records: Records,
  now: number,
  asked: readonly Pick<TrackingFailure, "site" | "kind">[],
): Promise<(failure: Pick<TrackingFailure, "site" | "kind">) => boolean> {
  const sites = [...new Set(asked.map(({ site }) => site))];
  const found = new Set((await findTrackingFailures(records, now, sites)).map(({ site, kind }) => `${site} ${kind}`));
  return ({ site, kind }) => found.has(`${site} ${kind}`);
}

/** Adds failures, each for the first of its site and kind, as far as there is room; forgets those that are too old to be told. */
export async function addTrackingFailures(records: Records, failures: readonly TrackingFailure[], now: number): Promise<void> {
  await records.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom("tracking_failures")
      .where("first_seen", "<", now - keptFor)
      .execute();
    const { count } = await transaction
      .selectFrom("tracking_failures")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    const fitting = failures.slice(0, Math.max(0, mostKept - Number(count)));
    if (fitting.length > 0)
      await transaction
        .insertInto("tracking_failures")
        .values(fitting)
        .onConflict((conflict) => conflict.columns(["site", "kind"]).doNothing())
        .execute();
  });
}

/** Forgets failures: those of one site and kind, of some sites, or all. */
export async function deleteTrackingFailures(
  records: Records,
  which: Pick<TrackingFailure, "site" | "kind"> | readonly number[] | "all",
): Promise<void> {
  const all = records.deleteFrom("tracking_failures");
  if (which === "all") await all.execute();
  else if ("site" in which) await all.where("site", "=", which.site).where("kind", "=", which.kind).execute();
  else await all.where("site", "in", which).execute();
}
