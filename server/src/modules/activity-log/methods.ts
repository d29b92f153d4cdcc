import { dateTimeText } from "../../base/dates.ts";
import { type Method, method } from "../../catalog/method.ts";
import { integer, text } from "../../catalog/params.ts";
import { readAudit } from "../../db/audit-log.ts";

const mostAtOnce = 1000;

const getEntries = method({
  method: "ActivityLog.getEntries",
  docs: "Lists what was changed and who signed in, the newest first: who, what, when, and from which address. Passwords, tokens and addresses of mail are left out.",
  access: "superuser",
  params: {
    limit: integer(1, mostAtOnce).or(100),
    offset: integer(0).or(0),
    userLogin: text().optional(),
    activity: text().optional(),
  },
  run: async ({ params, records }) => {
    const entries = await readAudit(records, { ...params, login: params.userLogin, action: params.activity });
    return entries.map(({ id, at, login, ip, action, facts }) => ({
      id,
      datetime: dateTimeText(at),
      login,
      ip,
      activity: action,
      parameters: JSON.parse(facts) as Record<string, string>,
    }));
  },
});

export const methods: readonly Method[] = [getEntries];
