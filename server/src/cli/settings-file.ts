import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { StartError } from "../base/start-error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment with what stands in the file that its FOOTFALL_SETTINGS names, NAME=value a line; what is in the environment itself counts more. */
export function withSettingsFile(environment: Environment): Environment {
  const file = environment.FOOTFALL_SETTINGS;
  if (!file) return environment;
  try {
    return { ...parseEnv(readFileSync(file, "utf8")), ...environment };
  } catch (error) {
    throw new StartError(`The file ${file} of FOOTFALL_SETTINGS cannot be read: ${(error as Error).message}.`);
  }
}
