import { dimension } from "../../catalog/dimension.ts";
import type { Hit } from "../../catalog/hit.ts";
import { unknownResolution } from "./labels.ts";

const longest = "3840x2160".length;

export const resolution = dimension({
  id: "resolution",
  name: "Resolution",
  plural: "Resolutions",
  column: { table: "visits", name: "resolution", type: "LowCardinality(String)" },
  fill: ({ hit }) => resolutionOf(hit),
  // A visit may begin with a hit from a server, which knows no screen.
  update: ({ hit, visit }) => (visit.resolution === unknownResolution ? resolutionOf(hit) : undefined),
  segment: { name: "resolution", accepts: "width and height, such as 1280x1024" },
});

function resolutionOf({ params }: Hit): string {
  return params.text("res").slice(0, longest) || unknownResolution;
}

export const dimensions = [resolution] as const;
