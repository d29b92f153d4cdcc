import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { StartError } from "./base/start-error.ts";
import { readConfig, settings, takeOver } from "./config.ts";

describe("readConfig", () => {
  it("needs no setting", () => {
    expect(readConfig({})).toMatchObject({
      host: "127.0.0.1",
      port: 8080,
      basePath: "",
      logLevel: "info",
      trustedProxies: [],
      now: undefined,
    });
  });

  it("takes a flag over its variable, and an empty variable as unset", () => {
    expect(readConfig({ FOOTFALL_PORT: "9000" }).port).toBe(9000);
    expect(readConfig({ FOOTFALL_PORT: "9000" }, { port: "9001" }).port).toBe(9001);
    expect(readConfig({ FOOTFALL_PORT: "" }).port).toBe(8080);
  });

  it.each([
    ["trustedProxies", "FOOTFALL_TRUSTED_PROXIES", "10.0.0.0/8, loopback,::1", ["10.0.0.0/8", "loopback", "::1"]],
    [
      "corsOrigins",
      "FOOTFALL_CORS_ORIGINS",
      "https://A.example.org/, http://b.example:8080",
      ["https://a.example.org", "http://b.example:8080"],
    ],
    ["callsPerToken", "FOOTFALL_CALLS_PER_TOKEN", "60", 60],
    ["basePath", "FOOTFALL_BASE_PATH", "/stats/", "/stats"],
    ["basePath", "FOOTFALL_BASE_PATH", "/", ""],
    ["now", "FOOTFALL_NOW", "2026-04-01T23:30:00+02:00", Date.UTC(2026, 3, 1, 21, 30)],
    ["bootstrapToken", "FOOTFALL_BOOTSTRAP_TOKEN", "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef0123456789abcdef"],
  ] as const)("reads %s from %s=%s", (name, variable, text, value) => {
    expect(readConfig({ [variable]: text })[name]).toEqual(value);
  });

  it.each([
    ["FOOTFALL_HOST", "not a host"],
    ["FOOTFALL_PORT", "http"],
    ["FOOTFALL_PORT", "65536"],
    ["FOOTFALL_CLICKHOUSE_URL", "localhost:8123"],
    ["FOOTFALL_TRUSTED_PROXIES", "10.0.0.0/33"],
    ["FOOTFALL_TRUSTED_PROXIES", "proxy.example.org"],
    ["FOOTFALL_BASE_PATH", "stats"],
    ["FOOTFALL_CORS_ORIGINS", "example.org"],
    ["FOOTFALL_CORS_ORIGINS", "https://example.org/path"],
    ["FOOTFALL_REQUESTS_PER_ADDRESS", "-1"],
    ["FOOTFALL_LOG_LEVEL", "loud"],
    ["FOOTFALL_NOW", "2026-04-01"],
    ["FOOTFALL_NOW", "2026-13-01T00:00:00Z"],
  ])("refuses %s=%s and says so", (variable, text) => {
    expect(() => readConfig({ [variable]: text })).toThrow(StartError);
    expect(() => readConfig({ [variable]: text })).toThrow(`${variable} is '${text}',`);
  });

  it("never shows a token", () => {
    expect(() => readConfig({}, { bootstrapToken: "half-a-token" })).toThrow(/^--bootstrap-token has a value which cannot be used/);
  });

  it("says that a database server is not supported yet", () => {
    expect(() => readConfig({ FOOTFALL_DATABASE_URL: "postgres://localhost/footfall" })).toThrow("not supported yet");
  });
});

describe("docs/guide/configure.md", () => {
  const page = readFileSync(new URL("../../docs/guide/configure.md", import.meta.url), "utf8");

  it.each(Object.values(settings))("has the row of $variable as the table of settings says it", ({ variable, flag, docs, fallback }) => {
    const shown = fallback ? `\`${fallback}\`` : "";
    expect(page).toContain(`| \`${variable}\` | \`${flag}\` | ${shown} | ${docs} |`);
  });

  it("has no row of a setting that is gone", () => {
    const known = Object.values(settings).map((setting) => setting.variable);
    expect([...page.matchAll(/^\| `(FOOTFALL_\w+)`/gm)].map((match) => match[1])).toEqual(known);
  });
});

describe("takeOver", () => {
  it("changes what can be changed while the server runs, and tells the rest", () => {
    const running = readConfig({ FOOTFALL_PORT: "9000", FOOTFALL_METRICS_FROM: "loopback" });
    const wanted = readConfig({ FOOTFALL_PORT: "9001", FOOTFALL_METRICS_FROM: "private" });
    expect(takeOver(running, wanted)).toEqual({ config: { ...running, metricsFrom: ["private"] }, left: ["FOOTFALL_PORT"] });
  });

  it("is told of in the guide, setting by setting", () => {
    const guide = readFileSync(new URL("../../docs/guide/operate.md", import.meta.url), "utf8");
    const [, told = ""] = /These are taken over at once: ([^.]*)\./.exec(guide) ?? [];
    const live = Object.values(settings).flatMap(({ live, variable }) => (live ? [variable] : []));
    expect(told.match(/FOOTFALL_\w+/g)?.sort()).toEqual(live.sort());
  });
});
