import { createHash } from "node:crypto";
import { createLockout } from "../../src/base/lockout.ts";
import { silentLog } from "../../src/base/log.ts";
import { createVault } from "../../src/base/vault.ts";
import type { Caller } from "../../src/catalog/caller.ts";
import type { Method, MethodContext, Result, Role } from "../../src/catalog/method.ts";
import { type Params, type Raw, readParams } from "../../src/catalog/params.ts";
import { openRecords, type Records } from "../../src/db/records.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";

export const superuser: Caller = { login: "admin", superuser: true, roles: new Map() };

/** A caller with those roles on those sites. */
export function callerWith(login: string, roles: Readonly<Record<number, Role>>): Caller {
  return { login, superuser: false, roles: new Map(Object.entries(roles).map(([site, role]) => [Number(site), role])) };
}

export interface Office {
  readonly records: Records;
  /** Calls a method as that caller. Whether the caller may at all is the API's to say and is not asked here. */
  call(method: string, params?: Readonly<Record<string, Raw>>, caller?: Caller): Promise<Result>;
}

const unexpected = async () => {
  throw new Error("administration asks the warehouse nothing");
};

/** Holds nothing, so whatever is to be deleted there is deleted. */
const emptyWarehouse: Warehouse = { query: unexpected, insert: unexpected, command: async () => {}, close: async () => {} };

/** Empty records in memory with methods that work on them; the clock stands at `now` (milliseconds). */
export async function openOffice(methods: readonly Method[], now = Date.UTC(2026, 5, 1, 12)): Promise<Office> {
  const records = await openRecords(":memory:");
  return {
    records,
    call: async (name, given = {}, caller = superuser) => {
      const method = methods.find((each) => each.method === name);
      if (!method) throw new Error(`no such method: ${name}`);
      const context: MethodContext<Params> = {
        params: readParams(method.params, given),
        caller,
        records,
        warehouse: emptyWarehouse,
        whileStill: (work) => work(),
        clock: { now: () => now },
        log: silentLog,
        baseUrl: "https://stats.example.org/",
        ip: "192.0.2.1",
        hashToken: (token) => createHash("sha256").update(`secret ${token}`).digest("hex"),
        vault: createVault("secret"),
        lockout: createLockout({ now: () => now }),
      };
      return method.run(context);
    },
  };
}
