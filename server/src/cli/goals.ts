import { type Command, Option } from "commander";
import { addClientFlags, clientOf } from "./client.ts";
import { print, printRecords, singleValue } from "./print.ts";

const attributes = [
  "url",
  "title",
  "file",
  "external_website",
  "event_category",
  "event_action",
  "event_name",
  "visit_duration",
  "manually",
];

interface GoalFlags {
  readonly attribute: string;
  readonly pattern?: string;
  readonly type: string;
  readonly revenue?: string;
  readonly multiple?: boolean;
}

/** `footfall goal …`: what visitors should reach. */
export function addGoalCommands(program: Command): void {
  const goals = addClientFlags(program.command("goal").description("list and change the goals of a site"));

  goals
    .command("list <site>")
    .description("list the goals of a site")
    .action(async (site: string, _flags, command: Command) => {
      const columns = {
        id: "idgoal",
        name: "name",
        attribute: "match_attribute",
        type: "pattern_type",
        pattern: "pattern",
        revenue: "revenue",
      };
      printRecords(await clientOf(command).call("Goals.getGoals", { idSite: site, filter_limit: -1 }), columns);
    });

  goals
    .command("add <site> <name>")
    .description("add a goal to a site and print its number")
    .addOption(new Option("--attribute <what>", "what is looked at").choices(attributes).default("url"))
    .option("--pattern <text>", "what it is compared with")
    .addOption(
      new Option("--type <type>", "how it is compared").choices(["contains", "exact", "regex", "greater_than"]).default("contains"),
    )
    .option("--revenue <number>", "what reaching it is worth")
    .option("--multiple", "counts again within one visit")
    .action(async (site: string, name: string, flags: GoalFlags, command: Command) => {
      const params = {
        idSite: site,
        name,
        matchAttribute: flags.attribute,
        pattern: flags.pattern ?? (flags.attribute === "manually" ? "manually" : undefined),
        patternType: flags.type,
        revenue: flags.revenue,
        allowMultipleConversionsPerVisit: flags.multiple,
      };
      print(`${singleValue(await clientOf(command).call("Goals.addGoal", params))}`);
    });

  goals
    .command("delete <site> <goal>")
    .description("delete a goal; what was measured of it stays")
    .action(async (site: string, goal: string, _flags, command: Command) => {
      await clientOf(command).call("Goals.deleteGoal", { idSite: site, idGoal: goal });
    });
}
