import { textOrder } from "../base/text-order.ts";
import { type Dimension, type SegmentCategory, type SegmentName, segmentCategories } from "../catalog/dimension.ts";
import { segmentNameOf } from "../reporting/segment/field.ts";
import { customDimensionName } from "../reporting/segment/site-fields.ts";

/** A segment as it is offered to people who make one. */
export interface OfferedSegment extends Omit<SegmentName, "name" | "title" | "category" | "type"> {
  readonly segment: string;
  readonly name: string;
  readonly category: SegmentCategory;
  readonly type: "dimension" | "metric";
}

/** A custom dimension of a site that is in use. */
export interface NamedDimension {
  readonly dimension: number;
  readonly name: string;
  readonly scope: string;
}

/**
 * The segments of the catalogue and of sites' custom dimensions, in the order in which they are offered: by category, metrics first,
 * by name. Those that are understood but not offered come along only where asked for.
 */
export function offeredSegments(
  dimensions: readonly Dimension[],
  custom: readonly NamedDimension[],
  { withHidden = false } = {},
): readonly OfferedSegment[] {
  const declared = dimensions.flatMap((dimension) => {
    const segment = segmentNameOf(dimension);
    return segment && (withHidden || !segment.hidden) ? [offered(segment, dimension.name)] : [];
  });
  const own = custom.map(({ dimension, name, scope }) =>
    offered({ name: customDimensionName(dimension), category: scope === "visit" ? "Visitors" : "Behaviour" }, name),
  );
  return [...declared, ...own].sort(byPlace);
}

function offered({ name, title, category = "Visitors", type = "dimension", ...declared }: SegmentName, dimension: string): OfferedSegment {
  return { ...declared, segment: name, name: title ?? dimension, category, type };
}

function byPlace(one: OfferedSegment, other: OfferedSegment): number {
  const place = ({ category, type }: OfferedSegment) => segmentCategories.indexOf(category) * 2 + (type === "metric" ? 0 : 1);
  return place(one) - place(other) || textOrder(one.name, other.name) || textOrder(one.segment, other.segment);
}
