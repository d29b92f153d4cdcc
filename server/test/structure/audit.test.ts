import { expect, it } from "vitest";
import { auditRuntime, runtimePackages } from "../../scripts/audit/audit.mjs";

it("what runs has no weakness that is known as high or critical", async (context) => {
  const audit = await auditRuntime();
  if (!audit.asked) return context.skip(`the registry answers no audits here: ${audit.reason}`);
  expect(audit.grave).toEqual([]);
});

it("what runs is read from the lock file, without what only tests and drawing need", () => {
  const names = runtimePackages().map((each) => each.slice(0, each.lastIndexOf("@")));
  expect(names).toEqual(expect.arrayContaining(["fastify", "kysely", "@node-rs/argon2"]));
  for (const name of ["vitest", "@biomejs/biome", "simple-icons", "footfall"]) expect(names).not.toContain(name);
});
