import type { Method } from "../../catalog/method.ts";
import { choices } from "./choices.ts";
import { globalSettings } from "./global-settings.ts";
import { ownSiteReaders } from "./own-sites.ts";
import { siteReaders } from "./site-readers.ts";
import { siteSettings } from "./site-settings.ts";
import { siteWriters } from "./site-writers.ts";
import { trackingCode } from "./tracking-code.ts";

export const methods: readonly Method[] = [
  ...siteReaders,
  ...ownSiteReaders,
  ...siteWriters,
  ...siteSettings,
  ...globalSettings,
  ...choices,
  ...trackingCode,
];
