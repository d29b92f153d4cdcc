import type { Catalog } from "../catalog/module.ts";
import { type Param, type Params, text } from "../catalog/params.ts";

/** A method of the API as it is called. */
export interface CallableMethod {
  /** `Module.action`. */
  readonly method: string;
  readonly module: string;
  readonly docs: string;
  readonly params: readonly CallableParam[];
}

export interface CallableParam {
  readonly name: string;
  /** As the declaration of the parameter calls it: `string`, `integer[]`, `day | week`. */
  readonly type: string;
  readonly required: boolean;
}

/** What every report is asked for besides its own parameters; those about all sites need no site. */
const ofAllSites: Params = { period: text(), date: text(), segment: text().or("") };
const ofReports: Params = { idSite: text(), ...ofAllSites };

/** All methods and reports there are, by module and name. */
export function callableMethods({ reports, methods }: Catalog): readonly CallableMethod[] {
  const all = [
    ...reports.map(({ method, docs, allSites, params = {} }) => ({
      method,
      docs,
      params: { ...(allSites ? ofAllSites : ofReports), ...params },
    })),
    ...methods.map(({ method, docs, params }) => ({ method, docs, params })),
  ];
  return all
    .map(({ method, docs, params }) => ({
      method,
      module: method.slice(0, method.indexOf(".")),
      docs,
      params: Object.entries(params).map(([name, param]) => callableParam(name, param)),
    }))
    .toSorted((one, other) => (one.method < other.method ? -1 : 1));
}

function callableParam(name: string, { type, fallback }: Param<unknown>): CallableParam {
  return { name, type, required: fallback === undefined };
}
