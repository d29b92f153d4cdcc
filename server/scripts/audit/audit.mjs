import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Severities that must not be in what runs. */
const tooGrave = ["high", "critical"];

/**
 * Asks the registry for known weaknesses of the packages that a server runs on. Where it cannot be asked, the reason comes back, with what
 * there is to be checked in another way.
 */
export async function auditRuntime() {
  const answer = await npmAudit();
  const runs = runtimePackages();
  if (!answer.vulnerabilities) return { asked: false, reason: answer.message ?? "npm audit gave no answer", packages: runs };
  const findings = Object.values(answer.vulnerabilities).map(({ name, severity, range }) => ({ name, severity, range }));
  return { asked: true, packages: runs, findings, grave: findings.filter(({ severity }) => tooGrave.includes(severity)) };
}

/** What npm prints, read; it exits with 1 both where it finds something and where it cannot ask. */
function npmAudit() {
  return new Promise((resolve) => {
    const options = { cwd: root, timeout: 15_000, env: { ...process.env, npm_config_fetch_retries: "0" } };
    execFile("npm", ["audit", "--omit=dev", "--json"], options, (error, output) => {
      try {
        resolve(JSON.parse(output));
      } catch {
        resolve({ message: error?.message.split("\n")[0] });
      }
    });
  });
}

/** The packages that the lock file has for running, as `name@version`. */
export function runtimePackages() {
  const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, "utf8"));
  const installed = Object.entries(packages).filter(([path, { dev, link }]) => path.startsWith("node_modules/") && !dev && !link);
  return installed
    .map(([path, { version }]) => `${path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)}@${version}`)
    .sort();
}
