import { fastify } from "fastify";
import { describe, expect, it } from "vitest";
import { createMetrics } from "./metrics.ts";
import { metricsRoute } from "./metrics-route.ts";

const tracker = {
  counts: () => ({ hits: 12, dropped: { bot: 3 }, batches: 2, rows: 40, writing: 0.5 }),
  state: () => ({ waiting: 7, lag: 1.5, trouble: undefined, isHeldUp: true, isFull: false }),
};
const methodNamed = (name: string) => (name.toLowerCase() === "visitssummary.get" ? "VisitsSummary.get" : undefined);

function open() {
  const metrics = createMetrics({ tracker, methodNamed, freeBytes: async () => 1000, version: "1.2.3" });
  const server = fastify();
  metricsRoute(server, { metrics, metricsFrom: ["loopback", "10.1.0.0/16"] });
  const read = async (remoteAddress: string, headers: Record<string, string> = {}) =>
    server.inject({ url: "/metrics", remoteAddress, headers });
  return { metrics, read };
}

describe("/metrics", () => {
  it("tells what tracking has counted, twice the same", async () => {
    const { read } = open();
    await read("127.0.0.1");
    const { body, headers } = await read("127.0.0.1");
    expect(headers["content-type"]).toContain("text/plain");
    for (const line of [
      "footfall_hits_total 12",
      'footfall_dropped_total{reason="bot"} 3',
      "footfall_journal_waiting_hits 7",
      "footfall_journal_lag_seconds 1.5",
      "footfall_warehouse_failing 1",
      "footfall_insert_rows_total 40",
      "footfall_disk_free_bytes 1000",
      'footfall_info{version="1.2.3"} 1',
    ])
      expect(body).toContain(`\n${line}\n`);
    expect(body).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  it("tells how long calls took by method, of unknown ones no name, and how long hits took", async () => {
    const { metrics, read } = open();
    metrics.called("visitssummary.GET", 0.2, 200);
    metrics.called("VisitsSummary.get", 0.3, 503);
    metrics.called('No.such"name', 0.1, 400);
    metrics.tracked(0.004);
    const { body } = await read("127.0.0.1");
    expect(body).toContain('footfall_api_seconds_count{method="VisitsSummary.get"} 2');
    expect(body).toContain('footfall_api_seconds_bucket{le="0.25",method="VisitsSummary.get"} 1');
    expect(body).toContain('footfall_api_seconds_count{method="unknown"} 1');
    expect(body).toContain('footfall_tracking_seconds_bucket{le="0.005"} 1');
    expect(body).toContain('footfall_api_failures_total{method="VisitsSummary.get"} 1');
    expect(body).not.toContain("such");
  });

  it.each([
    ["127.0.0.1", {}, 200],
    ["10.1.2.3", {}, 200],
    ["10.2.2.3", {}, 403],
    ["203.0.113.5", {}, 403],
    ["127.0.0.1", { "x-forwarded-for": "203.0.113.5" }, 403],
  ])("answers %s with %j by %i", async (address, headers, status) => {
    expect((await open().read(address, headers)).statusCode).toBe(status);
  });
});
