import { confirmPassword } from "../../catalog/confirm-password.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, secret } from "../../catalog/params.ts";
import type { Records } from "../../db/records.ts";
import { changeSettings, type RetentionSettings, readSettings } from "../../db/settings.ts";

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

const setDeleteReportsSettings = method({
  method: "PrivacyManager.setDeleteReportsSettings",
  docs: "Keeps after how many months reports would be deleted. Reports are computed from visits, so what deletes visits deletes them.",
  access: "superuser",
  params: { enableDeleteReports: flag().or(false), deleteReportsOlderThan: integer(1).or(3), passwordConfirmation: secret().optional() },
  run: async ({ params, records, caller }) => {
    await confirmPassword(records, caller, params.passwordConfirmation);
    return changeRetention(records, {
      deleteReports: params.enableDeleteReports,
      reportMonths: Math.max(2, params.deleteReportsOlderThan),
    });
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

export const retention: readonly Method[] = [setDeleteLogsSettings, setDeleteReportsSettings, setScheduleReportDeletionSettings];

async function changeRetention(records: Records, changes: Partial<RetentionSettings>): Promise<true> {
  const { retention } = await readSettings(records);
  await changeSettings(records, { retention: { ...retention, ...changes } });
  return true;
}
