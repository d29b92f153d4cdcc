import type { Command } from "commander";
import { readConfig, settings } from "../config.ts";
import { examine } from "./doctor/examine.ts";
import type { Finding } from "./doctor/finding.ts";
import { print } from "./print.ts";
import { withSettingsFile } from "./settings-file.ts";

const marks: Readonly<Record<Finding["state"], string>> = { well: "ok  ", odd: "odd ", ill: "ILL " };

/** `footfall doctor`: looks at a set-up from outside, with the settings that `footfall serve` would take. */
export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("say what is wrong with a set-up and how to mend it; reads the same settings as serve, and changes nothing")
    .option(settings.data.flag, settings.data.docs)
    .option(settings.port.flag, settings.port.docs)
    .action(async (flags: Readonly<Record<string, string>>) => {
      const findings = await examine(readConfig(withSettingsFile(process.env), flags));
      for (const { state, what, mend } of findings) print(`${marks[state]} ${what}${mend ? `\n     → ${mend}` : ""}`);
      const ill = findings.filter(({ state }) => state === "ill").length;
      print(ill === 0 ? "\nNothing is wrong." : `\n${ill} thing${ill === 1 ? " is" : "s are"} wrong.`);
      process.exitCode = ill === 0 ? 0 : 1;
    });
}
