import { Command } from "commander";
import { StartError } from "./base/start-error.ts";
import { version } from "./base/version.ts";
import { addBackupCommands } from "./cli/backups.ts";
import { RefusedError } from "./cli/client.ts";
import { addDemoCommand } from "./cli/demo.ts";
import { addDoctorCommand } from "./cli/doctor.ts";
import { addGoalCommands } from "./cli/goals.ts";
import { addServeCommand } from "./cli/serve.ts";
import { addSiteCommands } from "./cli/sites.ts";
import { addTokenCommands } from "./cli/tokens.ts";
import { addUserCommands } from "./cli/users.ts";

const program = new Command("footfall")
  .description("Web analytics on your own machine, with the HTTP APIs of Matomo")
  .version(version)
  .showHelpAfterError("(--help lists what there is)")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

addServeCommand(program);
addDemoCommand(program);
addSiteCommands(program);
addUserCommands(program);
addTokenCommands(program);
addGoalCommands(program);
addBackupCommands(program);
addDoctorCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof StartError || error instanceof RefusedError)) throw error;
  process.stderr.write(`footfall: ${error.message}\n`);
  process.exit(error instanceof StartError ? 2 : 1);
}
