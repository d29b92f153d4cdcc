import { expect, it } from "vitest";
import { isExcludedUserAgent } from "./drop-excluded-user-agent.ts";

it.each([
  ["Mozilla/5.0 Monitor/2", [], false],
  ["Mozilla/5.0 Monitor/2", ["monitor"], true],
  ["Mozilla/5.0 Monitor/2", ["curl", ""], false],
  ["Mozilla/5.0 Monitor/2", ["/Monitor\\/\\d/"], true],
  ["Mozilla/5.0 Monitor/2", ["/monitor\\/\\d/"], false],
  ["Mozilla/5.0 Monitor/2", ["/monitor\\/\\d/i"], true],
  ["Mozilla/5.0 Monitor/2", ["/(/"], false],
])("%s against %j: %s", (userAgent, excluded, expected) => {
  expect(isExcludedUserAgent(userAgent, excluded)).toBe(expected);
});
