import { access, constants } from "node:fs/promises";
import { isIP } from "node:net";
import type { Config } from "../../config.ts";
import { type Finding, ill, odd, well } from "./finding.ts";

/** Settings that can be read, and yet may not be what is meant. */
export async function examineSettings(config: Config): Promise<readonly Finding[]> {
  const findings: Finding[] = [well("all settings can be read")];
  if (!isLocal(config.host) && config.trustedProxies.length === 0)
    findings.push(
      odd(
        `it listens on ${config.host}, and no proxy is named`,
        "let a proxy do TLS and name it in FOOTFALL_TRUSTED_PROXIES, or listen on 127.0.0.1; passwords would travel in the open",
      ),
    );
  if (config.now !== undefined)
    findings.push(ill("FOOTFALL_NOW sets the clock", "unset it: it is for tests only, and hits get wrong times"));
  if (config.bootstrapToken !== undefined)
    findings.push(
      odd("FOOTFALL_BOOTSTRAP_TOKEN is still set", "unset it after the first start: it is not used again, and others may read it"),
    );
  if (config.cityDatabase !== undefined && !(await canRead(config.cityDatabase)))
    findings.push(ill(`the city database ${config.cityDatabase} cannot be read`, "put it there, or unset FOOTFALL_CITY_DATABASE"));
  return findings;
}

const isLocal = (host: string) => host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

async function canRead(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}
