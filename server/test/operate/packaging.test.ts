import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const dockerfile = readFileSync(`${root}packaging/Dockerfile`, "utf8");

/** What each COPY takes, from the folder of the sources or from an earlier stage. */
const copied = [...dockerfile.matchAll(/^COPY (?:--from=\w+ )?(.+) \S+$/gm)].flatMap(([, from = ""]) => from.split(" "));

describe("the Dockerfile", () => {
  it.each(copied.map((path) => path.replace("/opt/footfall/", "")))("finds %s", (path) => {
    expect(existsSync(`${root}${path}`)).toBe(true);
  });

  it("takes along all that the server reads beside its own folder", () => {
    expect(copied).toContain("/opt/footfall/tracker/dist");
    expect(copied).toContain("/opt/footfall/server/data");
  });
});

describe("the unit for systemd", () => {
  it("starts and reloads what is there", () => {
    const unit = readFileSync(`${root}packaging/footfall.service`, "utf8");
    const [, program = ""] = /^ExecStart=\/usr\/bin\/node \/opt\/footfall\/(\S+) serve$/m.exec(unit) ?? [];
    expect(existsSync(`${root}${program}`)).toBe(true);
    expect(unit).toMatch(/^ExecReload=\/bin\/kill -HUP \$MAINPID$/m);
  });
});
