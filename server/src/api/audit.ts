import type { Clock } from "../base/clock.ts";
import type { Caller } from "../catalog/caller.ts";
import type { Method } from "../catalog/method.ts";
import type { Raw } from "../catalog/params.ts";
import { readsOnly } from "../catalog/reads-only.ts";
import { writeAudit } from "../db/audit-log.ts";
import type { Records } from "../db/records.ts";
import type { ApiRequest } from "./request.ts";

const longestFact = 200;
const leftOut = "(left out)";

/** Writes down what a method changed, by whom, when and from where. Methods that read are not written down. */
export async function audit(
  { records, clock }: { readonly records: Records; readonly clock: Clock },
  { method, params: declared }: Method,
  { params, ip }: ApiRequest,
  caller: Caller,
): Promise<void> {
  if (readsOnly(method)) return;
  const given = Object.entries(declared).filter(([name]) => params[name] !== undefined);
  const facts = Object.fromEntries(given.map(([name, { secret }]) => [name, secret ? leftOut : factOf(params[name]!)]));
  await writeAudit(records, { at: Math.floor(clock.now() / 1000), login: caller.login, ip, action: method, facts });
}

/** Cut to what tells enough, without addresses of mail and whatever looks like a token. */
function factOf(raw: Raw): string {
  const text = typeof raw === "string" ? raw : JSON.stringify(raw);
  return text
    .replace(/[^\s@"',]+@[^\s@"',]+\.[^\s@"',]+/g, leftOut)
    .replace(/[0-9a-f]{24,}/gi, leftOut)
    .slice(0, longestFact);
}
