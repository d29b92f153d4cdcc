/** A page of reports within a category. */
export interface Page {
  /** As the `place` of reports names it. */
  readonly name: string;
  /** What clients know it by. */
  readonly id: string;
  readonly order: number;
}

/** A heading under which reports are found. */
export interface Category extends Page {
  readonly icon?: string;
  readonly pages: readonly Page[];
}

const overview: Page = { name: "Overview", id: "General_Overview", order: 2 };

/** Where reports stand. NOTE matomo: ids and orders are those that dashboards and bookmarks know. */
export const categories: readonly Category[] = [
  { name: "All Websites", id: "General_MultiSitesSummary", order: 3, pages: [] },
  {
    name: "Visitors",
    id: "General_Visitors",
    order: 5,
    icon: "icon-reporting-visitors",
    pages: [
      overview,
      { name: "Visits Log", id: "Live_VisitorLog", order: 5 },
      { name: "Real-time", id: "General_RealTime", order: 7 },
      { name: "Locations", id: "UserCountry_SubmenuLocations", order: 10 },
      { name: "Devices", id: "DevicesDetection_Devices", order: 15 },
      { name: "Software", id: "DevicesDetection_Software", order: 20 },
      { name: "Times", id: "VisitTime_SubmenuTimes", order: 35 },
      { name: "User IDs", id: "UserId_UserReportTitle", order: 40 },
    ],
  },
  {
    name: "Actions",
    id: "General_Actions",
    order: 10,
    icon: "icon-reporting-actions",
    pages: [
      { name: "Pages", id: "General_Pages", order: 5 },
      { name: "Entry pages", id: "Actions_SubmenuPagesEntry", order: 10 },
      { name: "Exit pages", id: "Actions_SubmenuPagesExit", order: 15 },
      { name: "Page titles", id: "Actions_SubmenuPageTitles", order: 20 },
      { name: "Site Search", id: "Actions_SubmenuSitesearch", order: 25 },
      { name: "Outlinks", id: "General_Outlinks", order: 30 },
      { name: "Downloads", id: "General_Downloads", order: 35 },
      { name: "Events", id: "Events_Events", order: 40 },
      { name: "Contents", id: "Contents_Contents", order: 45 },
      { name: "Engagement", id: "VisitorInterest_Engagement", order: 46 },
      { name: "Performance", id: "PagePerformance_Performance", order: 47 },
    ],
  },
  { name: "Events", id: "Events_Events", order: 12, pages: [] },
  {
    name: "Referrers",
    id: "Referrers_Referrers",
    order: 15,
    icon: "icon-reporting-referer",
    pages: [
      overview,
      { name: "All Channels", id: "Referrers_WidgetGetAll", order: 5 },
      { name: "Search Engines & Keywords", id: "Referrers_SubmenuSearchEngines", order: 10 },
      { name: "Websites", id: "Referrers_SubmenuWebsitesOnly", order: 15 },
      { name: "Social Networks", id: "Referrers_Socials", order: 16 },
      { name: "AI Assistants", id: "Referrers_AIAssistants", order: 17 },
      { name: "Campaigns", id: "Referrers_Campaigns", order: 20 },
    ],
  },
  {
    name: "Ecommerce",
    id: "Goals_Ecommerce",
    order: 20,
    icon: "icon-reporting-ecommerce",
    pages: [overview, { name: "Products", id: "Goals_Products", order: 10 }],
  },
  { name: "Goals", id: "Goals_Goals", order: 25, icon: "icon-reporting-goal", pages: [overview] },
];

/** The order of what has none: last. */
const noOrder = 999;

/** The category of that name; one that is not listed is made up, and comes last. */
export function categoryNamed(name: string): Category {
  return categories.find((each) => each.name === name) ?? { name, id: name, order: noOrder, pages: [] };
}

/** The page of that name in a category; what a site defines itself comes last. */
export function pageNamed(category: string, name: string): Page {
  return categoryNamed(category).pages.find((each) => each.name === name) ?? { name, id: name, order: noOrder };
}
