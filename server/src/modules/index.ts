import type { Module } from "../catalog/module.ts";
import { annotations } from "./annotations/index.ts";
import { customDimensions } from "./custom-dimensions/index.ts";
import { goals } from "./goals/index.ts";
import { privacyManager } from "./privacy-manager/index.ts";
import { segmentEditor } from "./segment-editor/index.ts";
import { sitesManager } from "./sites-manager/index.ts";
import { userCountry } from "./user-country/index.ts";
import { usersManager } from "./users-manager/index.ts";

/** All that is offered. */
export const modules: readonly Module[] = [
  annotations,
  customDimensions,
  goals,
  privacyManager,
  segmentEditor,
  sitesManager,
  userCountry,
  usersManager,
];
