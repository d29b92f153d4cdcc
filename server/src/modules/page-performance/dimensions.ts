import { type Dimension, dimension } from "../../catalog/dimension.ts";

export const timeNetwork = duration("time_network", "Network time", "pf_net");

export const timeServer = duration("time_server", "Server time", "pf_srv");

export const timeTransfer = duration("time_transfer", "Transfer time", "pf_tfr");

export const timeDomProcessing = duration("time_dom_processing", "DOM processing time", "pf_dm1");

export const timeDomCompletion = duration("time_dom_completion", "DOM completion time", "pf_dm2");

export const timeOnLoad = duration("time_on_load", "On load time", "pf_onl");

/** The stages of loading a page, in their order. */
export const loadStages: readonly Dimension[] = [timeNetwork, timeServer, timeTransfer, timeDomProcessing, timeDomCompletion, timeOnLoad];

export const dimensions = loadStages;

/** Milliseconds beyond which a page cannot have loaded: as many as Matomo's columns hold. */
const longest = 0xff_ffff;

/** A duration of a page view, in milliseconds; null where it was not measured or cannot be. */
function duration(column: string, name: string, parameter: string): Dimension {
  return dimension({
    id: column.replace(/_[a-z]/g, (letter) => letter.slice(1).toUpperCase()),
    name,
    column: { table: "actions", name: column, type: "Nullable(UInt32)" },
    fill: ({ hit }) => {
      if (hit.action?.kind !== "pageview") return null;
      const milliseconds = hit.params.integer(parameter, -1);
      return milliseconds >= 0 && milliseconds <= longest ? milliseconds : null;
    },
  });
}
