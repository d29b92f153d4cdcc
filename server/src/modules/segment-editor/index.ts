import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** Segments kept under a name. */
export const segmentEditor = module({ name: "SegmentEditor", methods });
