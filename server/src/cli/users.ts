import { Argument, type Command } from "commander";
import { addClientFlags, clientOf } from "./client.ts";
import { print, printRecords, singleValue } from "./print.ts";

const passwordFlag = ["--password <password>", "your password, where the server asks for it (FOOTFALL_PASSWORD)"] as const;

interface PasswordFlags {
  readonly password?: string;
}

const passwordOf = ({ password }: PasswordFlags) => password ?? process.env.FOOTFALL_PASSWORD;

/** `footfall user …`: who may see what. */
export function addUserCommands(program: Command): void {
  const users = addClientFlags(program.command("user").description("list and change users and what they may see"));

  users
    .command("list")
    .description("list all users")
    .action(async (_flags, command: Command) => {
      const columns = { login: "login", email: "email", superuser: "superuser_access", since: "date_registered" };
      printRecords(await clientOf(command).call("UsersManager.getUsers", { filter_limit: -1 }), columns);
    });

  users
    .command("add <login>")
    .description("add a user")
    .requiredOption("--email <address>", "the user's mail address")
    .requiredOption("--new-password <password>", "the user's password")
    .option(...passwordFlag)
    .action(async (login: string, flags: PasswordFlags & { email: string; newPassword: string }, command: Command) => {
      const params = { userLogin: login, email: flags.email, password: flags.newPassword, passwordConfirmation: passwordOf(flags) };
      await clientOf(command).call("UsersManager.addUser", params);
    });

  users
    .command("access <login>")
    .description("say what a user may do on sites")
    .addArgument(new Argument("<role>", "what the user may do").choices(["view", "write", "admin", "noaccess"]))
    .requiredOption("--site <ids>", "ids of the sites with commas between, or all")
    .option(...passwordFlag)
    .action(async (login: string, access: string, flags: PasswordFlags & { site: string }, command: Command) => {
      const params = { userLogin: login, access, idSites: flags.site, passwordConfirmation: passwordOf(flags) };
      await clientOf(command).call("UsersManager.setUserAccess", params);
    });

  users
    .command("superuser <login>")
    .description("make a user a superuser, or no more")
    .addArgument(new Argument("<state>", "whether the user is a superuser").choices(["on", "off"]))
    .option(...passwordFlag)
    .action(async (login: string, state: string, flags: PasswordFlags, command: Command) => {
      const params = { userLogin: login, hasSuperUserAccess: state === "on", passwordConfirmation: passwordOf(flags) };
      await clientOf(command).call("UsersManager.setSuperUserAccess", params);
    });

  users
    .command("delete <login>")
    .description("delete a user with all tokens")
    .option(...passwordFlag)
    .action(async (login: string, flags: PasswordFlags, command: Command) => {
      await clientOf(command).call("UsersManager.deleteUser", { userLogin: login, passwordConfirmation: passwordOf(flags) });
    });
}

/** `footfall token …`: keys for programs. */
export function addTokenCommands(program: Command): void {
  const tokens = addClientFlags(program.command("token").description("make tokens for programs that call the API"));

  tokens
    .command("add <description>")
    .description("make a token and print it; it is shown this once")
    .requiredOption("--user <login>", "whose token it is")
    .option("--password <password>", "that user's password (FOOTFALL_PASSWORD)")
    .option("--hours <number>", "hours until it expires; never where not given")
    .action(async (description: string, flags: PasswordFlags & { user: string; hours?: string }, command: Command) => {
      const params = { userLogin: flags.user, passwordConfirmation: passwordOf(flags), description, expireHours: flags.hours };
      print(`${singleValue(await clientOf(command).call("UsersManager.createAppSpecificTokenAuth", params))}`);
    });
}
