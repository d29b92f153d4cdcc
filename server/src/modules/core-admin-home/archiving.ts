import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, list, site, sites, text } from "../../catalog/params.ts";
import { sitesAsked } from "../../catalog/sites-asked.ts";

/**
 * Matomo works reports out beforehand and keeps them; here they are worked out when they are asked for. These methods are there for
 * scripts that call them, and say what they did: nothing.
 */
const nothingKept = "Reports are worked out when they are asked for: there are none that are kept, and nothing to do.";

const archiveReports = method({
  method: "CoreAdminHome.archiveReports",
  docs: "Has nothing to do, as reports are worked out when they are asked for; tells the visits of the period.",
  access: "superuser",
  params: {
    idSite: site(),
    period: text(),
    date: text(),
    segment: text().or(""),
    plugin: text().or(""),
    report: text().or(""),
  },
  run: async ({ inquiry }) => {
    if (!inquiry) throw new Error("visits cannot be told without a way to ask for reports");
    const { format: _, ...asked } = inquiry.params;
    const { whole } = await inquiry.ask({ ...asked, method: "VisitsSummary.get" });
    return { idarchives: [], nb_visits: whole.kind === "single" ? (whole.columns.nb_visits ?? 0) : 0 };
  },
});

const invalidateArchivedReports = method({
  method: "CoreAdminHome.invalidateArchivedReports",
  docs: "Has nothing to do, as reports are worked out when they are asked for, and says so.",
  access: { role: "admin", site: "idSites" },
  params: {
    idSites: sites(),
    dates: list(text()),
    period: text().or(""),
    segment: text().or(""),
    cascadeDown: flag().or(false),
  },
  run: async ({ params, records, caller }) => {
    await sitesAsked(records, caller, params.idSites, "admin");
    return [nothingKept];
  },
});

const runCronArchiving = method({
  method: "CoreAdminHome.runCronArchiving",
  docs: "Has nothing to do, as reports are worked out when they are asked for, and says so.",
  access: "superuser",
  params: {},
  run: () => nothingKept,
});

const setArchiveSettings = method({
  method: "CoreAdminHome.setArchiveSettings",
  docs: "Takes settings that change nothing, as reports are worked out when they are asked for.",
  access: "superuser",
  params: { enableBrowserTriggerArchiving: flag(), todayArchiveTimeToLive: integer(0) },
  run: () => true,
});

const runScheduledTasks = method({
  method: "CoreAdminHome.runScheduledTasks",
  docs: "Does what is due by the clock, such as the deletion of old visits, and lists what was done.",
  access: "superuser",
  params: {},
  run: async ({ runDueJobs }) => {
    const done = (await runDueJobs?.()) ?? [];
    return done.map((task) => ({ task, output: "done" }));
  },
});

export const archiving: readonly Method[] = [
  archiveReports,
  invalidateArchivedReports,
  runCronArchiving,
  setArchiveSettings,
  runScheduledTasks,
];
