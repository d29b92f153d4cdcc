import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

/** Devices, operating systems and browsers. */
export const devicesDetection = module({ name: "DevicesDetection", dimensions, reports });
