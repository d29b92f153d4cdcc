import { type Method, method } from "../../catalog/method.ts";
import { text } from "../../catalog/params.ts";

/** The Matomo whose API this is: what clients compare with the version that they need. */
const spokenVersion = "5.2.0";

/** Pages that can show one period and one segment only. */
const pagesWithoutComparison = [
  "General_Actions.Transitions_Transitions",
  "MultiSites.index",
  "Referrers_Referrers.Referrers_URLCampaignBuilder",
  "General_Visitors.UserCountryMap_RealTimeMap",
  "General_Visitors.Live_VisitorLog",
  "General_Visitors.General_RealTime",
];

/** What is offered to every client; `modules` are the names of all modules there are. */
export function methodsFor(modules: readonly string[]): readonly Method[] {
  return [
    versionAs("getMatomoVersion"),
    versionAs("getPiwikVersion"),
    isPluginActivated(modules),
    getSettings,
    getPagesComparisonsDisabledFor,
    getAvailableMeasurableTypes,
    getIpFromHeader,
  ];
}

const getSettings = method({
  method: "API.getSettings",
  docs: "Tells apps how many hits to send at once, and after how many seconds.",
  access: "anyone",
  params: {},
  run: () => ({ SDK_batch_size: 10, SDK_interval_value: 30 }),
});

const getPagesComparisonsDisabledFor = method({
  method: "API.getPagesComparisonsDisabledFor",
  docs: "Lists the pages of a dashboard on which nothing can be compared.",
  access: "anyone",
  params: {},
  run: () => pagesWithoutComparison,
});

const getAvailableMeasurableTypes = method({
  method: "API.getAvailableMeasurableTypes",
  docs: "Lists the kinds of sites that can be measured.",
  access: "someView",
  params: {},
  run: ({ baseUrl }) => [
    {
      id: "website",
      name: "Website",
      description: "Pages that people look at with a browser.",
      howToSetupUrl: `${baseUrl}index.php?module=API&action=listAllAPI#SitesManager.getJavascriptTag`,
      settings: [],
    },
  ],
});

const getIpFromHeader = method({
  method: "API.getIpFromHeader",
  docs: "Tells the address from which the call came; behind a proxy that is trusted, the one that it names.",
  access: "someView",
  params: {},
  run: ({ ip }) => ip,
});

function versionAs(action: string): Method {
  return method({
    method: `API.${action}`,
    docs: "Tells the version of Matomo whose API is spoken here.",
    access: "someView",
    params: {},
    run: () => spokenVersion,
  });
}

function isPluginActivated(modules: readonly string[]): Method {
  return method({
    method: "API.isPluginActivated",
    docs: "Whether there is a module of that name.",
    access: "someView",
    params: { pluginName: text() },
    run: ({ params }) => modules.includes(params.pluginName),
  });
}
