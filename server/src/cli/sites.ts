import { type Command, Option } from "commander";
import { addClientFlags, clientOf } from "./client.ts";
import { print, printRecord, printRecords, singleValue } from "./print.ts";

interface SiteFlags {
  readonly name?: string;
  readonly address?: readonly string[];
  readonly timezone?: string;
  readonly currency?: string;
  readonly ecommerce?: "on" | "off";
}

const paramsOf = ({ name, address, timezone, currency, ecommerce }: SiteFlags) => ({
  siteName: name,
  urls: address,
  timezone,
  currency,
  ecommerce: ecommerce && ecommerce === "on",
});

function addSiteFlags(command: Command): Command {
  return command
    .option("--address <url...>", "addresses of the site, the main one first")
    .option("--timezone <zone>", "where its days begin, like Europe/Berlin")
    .option("--currency <code>", "like EUR")
    .addOption(new Option("--ecommerce <state>", "whether it sells").choices(["on", "off"]));
}

/** `footfall site …`: what is measured. */
export function addSiteCommands(program: Command): void {
  const sites = addClientFlags(program.command("site").description("list and change the sites that are measured"));

  sites
    .command("list")
    .description("list all sites")
    .action(async (_flags, command: Command) => {
      const columns = { id: "idsite", name: "name", address: "main_url", timezone: "timezone", currency: "currency" };
      printRecords(await clientOf(command).call("SitesManager.getAllSites", { filter_limit: -1 }), columns);
    });

  sites
    .command("show <id>")
    .description("show one site")
    .action(async (id: string, _flags, command: Command) =>
      printRecord(await clientOf(command).call("SitesManager.getSiteFromId", { idSite: id })),
    );

  addSiteFlags(sites.command("add <name>"))
    .description("add a site and print its id")
    .action(async (name: string, flags: SiteFlags, command: Command) =>
      print(`${singleValue(await clientOf(command).call("SitesManager.addSite", paramsOf({ ...flags, name })))}`),
    );

  addSiteFlags(sites.command("update <id>").option("--name <name>", "its new name"))
    .description("change what is given; the rest stays")
    .action(async (id: string, flags: SiteFlags, command: Command) => {
      await clientOf(command).call("SitesManager.updateSite", { idSite: id, ...paramsOf(flags) });
    });

  sites
    .command("delete <id>")
    .description("delete a site with all that was measured of it")
    .option("--password <password>", "your password, where the server asks for it")
    .action(async (id: string, { password }: { password?: string }, command: Command) => {
      await clientOf(command).call("SitesManager.deleteSite", { idSite: id, passwordConfirmation: password });
    });
}
