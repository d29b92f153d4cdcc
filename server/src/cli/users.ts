import { Argument, type Command } from "commander";
import { addClientFlags, clientOf } from "./client.ts";
import { type PasswordFlags, passwordOf } from "./password.ts";
import { print, printRecords, singleValue } from "./print.ts";

const passwordFlag = ["--password <password>", "your password, where the server asks for it (FOOTFALL_PASSWORD)"] as const;

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
    .command("invite <login>")
    .description("invite somebody and print the link to send")
    .requiredOption("--email <address>", "where the link is sent to, by you")
    .requiredOption("--site <id>", "the website that the user may see at first")
    .action(async (login: string, flags: { email: string; site: string }, command: Command) => {
      const client = clientOf(command);
      await client.call("UsersManager.inviteUser", { userLogin: login, email: flags.email, initialIdSite: flags.site });
      print(`${singleValue(await client.call("UsersManager.generateInviteLink", { userLogin: login }))}`);
    });

  users
    .command("sign-out <login>")
    .description("end all browser sessions of a user")
    .action(async (login: string, _flags, command: Command) => {
      await clientOf(command).call("UsersManager.signOutEverywhere", { userLogin: login });
    });

  users
    .command("reset-two-factor <login>")
    .description("ask a user for no codes any more who has lost the device and the recovery codes")
    .option(...passwordFlag)
    .action(async (login: string, flags: PasswordFlags, command: Command) => {
      const params = { userLogin: login, passwordConfirmation: passwordOf(flags) };
      await clientOf(command).call("TwoFactorAuth.resetTwoFactorAuth", params);
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
