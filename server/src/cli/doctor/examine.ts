import type { Config } from "../../config.ts";
import { examineFiles } from "./files.ts";
import { type Finding, ill } from "./finding.ts";
import { examineMachine } from "./machine.ts";
import { examineServer } from "./server.ts";
import { examineSettings } from "./settings.ts";
import { examineWarehouse } from "./warehouse.ts";

/** Looks at the machine, the settings, the data folder, the warehouse and the running server, and changes nothing. Never throws. */
export async function examine(config: Config): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const look of [examineMachine, examineSettings, examineFiles, examineWarehouse, examineServer])
    try {
      findings.push(...(await look(config)));
    } catch (error) {
      findings.push(ill(`something could not be looked at: ${(error as Error).message}`, "mend what it names, then ask again"));
    }
  return findings;
}
