import { localTime } from "../../base/dates.ts";
import { dimension } from "../../catalog/dimension.ts";
import type { HitParams } from "../../catalog/hit.ts";

const within = (value: number, most: number) => (value >= 0 && value <= most ? value : 0);

/** Seconds of the day on the visitor's own clock when the visit began; what the browser does not say is taken from UTC. */
function clockOf(params: HitParams, time: number): number {
  const utc = localTime(time, "UTC");
  return (
    within(params.integer("h", utc.hour), 23) * 3600 +
    within(params.integer("m", utc.minute), 59) * 60 +
    within(params.integer("s", utc.second), 59)
  );
}

export const visitorClock = dimension({
  id: "visitorClock",
  name: "Local time",
  column: { table: "visits", name: "visitor_clock", type: "UInt32" },
  fill: ({ hit }) => clockOf(hit.params, hit.time),
});

/** Hour in the site's timezone at the visit's last action. */
export const serverHour = dimension({
  id: "visitServerHour",
  name: "Site time — hour",
  column: { table: "visits", name: "server_hour", type: "UInt8" },
  fill: ({ hit, visit }) => localTime(visit.last_time, hit.site.timezone).hour,
  update: ({ hit, visit }) => localTime(visit.last_time, hit.site.timezone).hour,
});

export const dimensions = [visitorClock, serverHour];
