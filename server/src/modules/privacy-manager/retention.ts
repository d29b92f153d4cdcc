import { confirmPassword } from "../../catalog/confirm-password.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, secret } from "../../catalog/params.ts";
import type { Records } from "../../db/records.ts";
import { changeSettings, type RetentionSettings, readSettings } from "../../db/settings.ts";
import { purge } from "./purge.ts";

const setDeleteLogsSettings = method({
  method: "PrivacyManager.setDeleteLogsSettings",
  docs: "Says whether and after how many days visits are deleted; the caller's own password has to confirm it.",
  access: "superuser",
  params: { enableDeleteLogs: flag().or(false), deleteLogsOlderThan: integer(1).or(180), passwordConfirmation: secret().optional() },
  run: async ({ params, records, caller }) => {
    await confirmPassword(records, caller, params.passwordConfirmation);
    return changeRetention(records, { deleteVisits: params.enableDeleteLogs, visitDays: params.deleteLogsOlderThan });
  },
});

/**
 * Reports are computed from visits when they are asked for, so there are none to delete; and whoever asks for reports to go must not lose
 * visits by it, which setDeleteLogsSettings is for.
 */
const setDeleteReportsSettings = method({
  method: "PrivacyManager.setDeleteReportsSettings",
  docs: "Is there for clients that set it, and changes nothing: no report is stored here, so none has to be deleted. Reports end where the visits end that they are computed from; see PrivacyManager.setDeleteLogsSettings.",
  access: "superuser",
  params: {
    enableDeleteReports: flag().or(false),
    deleteReportsOlderThan: integer(1).or(3),
    keepBasic: flag().or(false),
    keepDay: flag().or(false),
    keepWeek: flag().or(false),
    keepMonth: flag().or(false),
    keepYear: flag().or(false),
    keepRange: flag().or(false),
    keepSegments: flag().or(false),
    passwordConfirmation: secret().optional(),
  },
  run: async ({ params, records, caller }) => {
    await confirmPassword(records, caller, params.passwordConfirmation);
    return true;
  },
});

const setScheduleReportDeletionSettings = method({
  method: "PrivacyManager.setScheduleReportDeletionSettings",
  docs: "Says how many days lie between two deletions.",
  access: "superuser",
  params: { deleteLowestInterval: integer(1).or(7), passwordConfirmation: secret().optional() },
  run: async ({ params, records, caller }) => {
    await confirmPassword(records, caller, params.passwordConfirmation);
    return changeRetention(records, { everyDays: params.deleteLowestInterval });
  },
});

const executeDataPurge = method({
  method: "PrivacyManager.executeDataPurge",
  docs: "Deletes now what the settings say is too old; the caller's own password has to confirm it.",
  access: "superuser",
  params: { passwordConfirmation: secret() },
  run: async ({ params, caller, ...context }) => {
    await confirmPassword(context.records, caller, params.passwordConfirmation);
    await purge(context);
    return undefined;
  },
});

export const retention: readonly Method[] = [
  setDeleteLogsSettings,
  setDeleteReportsSettings,
  setScheduleReportDeletionSettings,
  executeDataPurge,
];

async function changeRetention(records: Records, changes: Partial<RetentionSettings>): Promise<true> {
  const { retention } = await readSettings(records);
  await changeSettings(records, { retention: { ...retention, ...changes } });
  return true;
}
