import type { Command } from "commander";
import { addClientFlags, clientOf } from "./client.ts";
import { type PasswordFlags, passwordOf } from "./password.ts";
import { print, printRecords, singleValue } from "./print.ts";

interface AddFlags extends PasswordFlags {
  readonly user: string;
  readonly hours?: string;
  readonly site?: string;
  readonly readOnly?: true;
  readonly secureOnly?: true;
  readonly application?: true;
  readonly code?: string;
}

/** `footfall token …`: keys for programs. */
export function addTokenCommands(program: Command): void {
  const tokens = addClientFlags(program.command("token").description("make, list and end tokens for programs that call the API"));

  tokens
    .command("add <description>")
    .description("make a token and print it; it is shown this once")
    .requiredOption("--user <login>", "whose token it is")
    .option("--password <password>", "that user's password (FOOTFALL_PASSWORD)")
    .option("--code <digits>", "the code of that user's authenticator app, where there is one")
    .option("--hours <number>", "hours until it expires; never where not given")
    .option("--site <ids>", "the websites that it is good for, with commas between; all of the user's where not given")
    .option("--read-only", "let it change nothing")
    .option("--secure-only", "refuse it in addresses")
    .option("--application", "make an application password, which counts together with the login only")
    .action(async (description: string, flags: AddFlags, command: Command) => {
      const params = {
        userLogin: flags.user,
        passwordConfirmation: passwordOf(flags),
        authCode: flags.code,
        description,
        expireHours: flags.hours,
        idSites: flags.site,
        readOnly: flags.readOnly,
        secureOnly: flags.secureOnly,
      };
      const method = flags.application ? "createApplicationPassword" : "createAppSpecificTokenAuth";
      print(`${singleValue(await clientOf(command).call(`UsersManager.${method}`, params))}`);
    });

  tokens
    .command("list")
    .description("list the tokens of a user")
    .requiredOption("--user <login>", "whose tokens they are")
    .action(async ({ user }: { user: string }, command: Command) => {
      const columns = { id: "idtoken", kind: "kind", for: "description", made: "date_created", ends: "date_expired", used: "last_used" };
      const limits = { "read only": "read_only", "secure only": "secure_only", sites: "sites" };
      const found = await clientOf(command).call("UsersManager.getTokens", { userLogin: user, filter_limit: -1 });
      printRecords(found, { ...columns, ...limits });
    });

  tokens
    .command("rotate <id>")
    .description("make a successor of a token and print it; the old one goes on for some hours")
    .requiredOption("--user <login>", "whose token it is")
    .option("--hours <number>", "hours for which the old one goes on", "24")
    .action(async (id: string, { user, hours }: { user: string; hours: string }, command: Command) => {
      const made = await clientOf(command).call("UsersManager.rotateToken", { idToken: id, userLogin: user, hours });
      print(`${singleValue(made)}`);
    });

  tokens
    .command("revoke <id>")
    .description("end a token at once")
    .requiredOption("--user <login>", "whose token it is")
    .action(async (id: string, { user }: { user: string }, command: Command) => {
      await clientOf(command).call("UsersManager.revokeToken", { idToken: id, userLogin: user });
    });
}
