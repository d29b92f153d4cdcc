import type { Module } from "../catalog/module.ts";
import { actions } from "./actions/index.ts";
import { activityLog } from "./activity-log/index.ts";
import { annotations } from "./annotations/index.ts";
import { api } from "./api/index.ts";
import { bandwidth } from "./bandwidth/index.ts";
import { contents } from "./contents/index.ts";
import { coreAdminHome } from "./core-admin-home/index.ts";
import { coreHome } from "./core-home/index.ts";
import { customDimensions } from "./custom-dimensions/index.ts";
import { dashboard } from "./dashboard/index.ts";
import { devicePlugins } from "./device-plugins/index.ts";
import { devicesDetection } from "./devices-detection/index.ts";
import { ecommerce } from "./ecommerce/index.ts";
import { events } from "./events/index.ts";
import { goals } from "./goals/index.ts";
import { imageGraph } from "./image-graph/index.ts";
import { insights } from "./insights/index.ts";
import { languagesManager } from "./languages-manager/index.ts";
import { live } from "./live/index.ts";
import { login } from "./login/index.ts";
import { marketingCampaignsReporting } from "./marketing-campaigns-reporting/index.ts";
import { multiSites } from "./multi-sites/index.ts";
import { overlay } from "./overlay/index.ts";
import { pagePerformance } from "./page-performance/index.ts";
import { privacyManager } from "./privacy-manager/index.ts";
import { referrers } from "./referrers/index.ts";
import { resolution } from "./resolution/index.ts";
import { segmentEditor } from "./segment-editor/index.ts";
import { sitesManager } from "./sites-manager/index.ts";
import { transitions } from "./transitions/index.ts";
import { twoFactorAuth } from "./two-factor-auth/index.ts";
import { userCountry } from "./user-country/index.ts";
import { userId } from "./user-id/index.ts";
import { userLanguage } from "./user-language/index.ts";
import { usersManager } from "./users-manager/index.ts";
import { visitFrequency } from "./visit-frequency/index.ts";
import { visitTime } from "./visit-time/index.ts";
import { visitorInterest } from "./visitor-interest/index.ts";
import { visitsSummary } from "./visits-summary/index.ts";

const offered: readonly Module[] = [
  actions,
  activityLog,
  annotations,
  bandwidth,
  contents,
  coreAdminHome,
  coreHome,
  customDimensions,
  dashboard,
  devicePlugins,
  devicesDetection,
  ecommerce,
  events,
  goals,
  imageGraph,
  languagesManager,
  live,
  login,
  marketingCampaignsReporting,
  multiSites,
  overlay,
  pagePerformance,
  privacyManager,
  referrers,
  resolution,
  segmentEditor,
  sitesManager,
  transitions,
  twoFactorAuth,
  userCountry,
  userId,
  userLanguage,
  usersManager,
  visitFrequency,
  visitTime,
  visitorInterest,
  visitsSummary,
];

const withInsights: readonly Module[] = [...offered, insights(offered)];

/** All that is offered, and what tells about it. */
export const modules: readonly Module[] = [...withInsights, api(withInsights)];
