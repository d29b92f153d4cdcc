import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["server/src/**/*.test.ts", "server/test/**/*.test.ts", "tracker/src/**/*.test.ts", "tracker/test/**/*.test.ts"],
    // A data directory of the embedded warehouse belongs to one process, so each test file has one of its own.
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
