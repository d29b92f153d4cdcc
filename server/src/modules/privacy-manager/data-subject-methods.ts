import { erase } from "../../catalog/erasure.ts";
import { type Method, method } from "../../catalog/method.ts";
import { sql } from "../../db/sql.ts";
import { ofVisits, readVisits, visitsParam } from "./data-subjects.ts";
import { exportVisits } from "./export.ts";
import { findDataSubjects } from "./find-data-subjects.ts";
import { everVisited, logTables } from "./log-tables.ts";

const exportDataSubjects = method({
  method: "PrivacyManager.exportDataSubjects",
  docs: "Everything that is stored of some visits, by table.",
  access: "someAdmin",
  params: visitsParam,
  afterHits: true,
  run: async ({ params, caller, warehouse }) => exportVisits(warehouse, readVisits(params.visits, caller)),
});

const deleteDataSubjects = method({
  method: "PrivacyManager.deleteDataSubjects",
  docs: "Deletes some visits with everything in them, from the disk too, and tells how many rows of each table went.",
  access: "someAdmin",
  params: visitsParam,
  afterHits: true,
  run: async ({ params, caller, warehouse, whileStill }) => {
    const visits = readVisits(params.visits, caller);
    const counts: [string, number][] = [];
    for (const { table, name } of logTables) {
      const rows = await warehouse.query<{ count: number }>(sql`SELECT count() AS count FROM ${everVisited(table, visits)}`);
      counts.push([name, rows[0]?.count ?? 0]);
    }
    await erase({ warehouse, whileStill }, ofVisits(visits));
    return Object.fromEntries(counts);
  },
});

export const dataSubjectMethods: readonly Method[] = [findDataSubjects, exportDataSubjects, deleteDataSubjects];
