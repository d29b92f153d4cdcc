// Tells known weaknesses of what a server runs on, and fails where one is high or critical:
//
//   npm run audit
//
// Some registries answer no such questions. Then the packages are printed, name@version, to be checked with other means.

import { auditRuntime } from "./audit.mjs";

const audit = await auditRuntime();
if (audit.asked) {
  for (const { name, severity, range } of audit.findings) console.log(`${severity}: ${name} ${range}`);
  console.log(`${audit.packages.length} packages, ${audit.findings.length} with known weaknesses, ${audit.grave.length} of them grave.`);
  process.exitCode = audit.grave.length > 0 ? 1 : 0;
} else {
  for (const each of audit.packages) console.log(each);
  console.error(`The registry was not asked about these ${audit.packages.length} packages: ${audit.reason}`);
}
