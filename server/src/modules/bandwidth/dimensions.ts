import { type Dimension, dimension } from "../../catalog/dimension.ts";

/** Bytes that the page or the file took; null where it was not told. */
export const bandwidth = dimension({
  id: "bandwidth",
  name: "Bandwidth",
  column: { table: "actions", name: "bandwidth", type: "Nullable(UInt64)" },
  fill: ({ hit }) => {
    const bytes = Math.trunc(hit.params.number("bw_bytes") ?? -1);
    return bytes >= 0 && Number.isSafeInteger(bytes) ? bytes : null;
  },
  segment: { name: "bandwidth", category: "Behaviour", type: "metric", hidden: true },
});

export const dimensions: readonly Dimension[] = [bandwidth];
