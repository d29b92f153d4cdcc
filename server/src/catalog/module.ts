import type { Dimension } from "./dimension.ts";
import type { Job } from "./job.ts";
import type { Method } from "./method.ts";
import type { Report } from "./report.ts";
import type { Widget } from "./widget.ts";

/** A part of the product: what it offers, as data. */
export interface Module {
  /** Its name on the wire: `DevicesDetection`. */
  readonly name: string;
  readonly dimensions?: readonly Dimension[];
  readonly reports?: readonly Report[];
  readonly methods?: readonly Method[];
  readonly jobs?: readonly Job[];
  readonly widgets?: readonly Widget[];
}

/** Declares a module. */
export function module(declaration: Module): Module {
  return declaration;
}

/** Everything there is, findable by name. Method names are matched without regard to case. */
export interface Catalog {
  readonly modules: readonly Module[];
  readonly dimensions: readonly Dimension[];
  readonly reports: readonly Report[];
  readonly methods: readonly Method[];
  readonly jobs: readonly Job[];
  findModule(name: string): Module | undefined;
  findReport(method: string): Report | undefined;
  findMethod(method: string): Method | undefined;
}

/** Puts modules together; two declarations of one name are a mistake of ours and throw. */
export function catalogOf(modules: readonly Module[]): Catalog {
  const dimensions = modules.flatMap((each) => each.dimensions ?? []);
  const reports = modules.flatMap((each) => each.reports ?? []);
  const methods = modules.flatMap((each) => each.methods ?? []);
  const jobs = modules.flatMap((each) => each.jobs ?? []);
  const index = <Item>(items: readonly Item[], nameOf: (item: Item) => string): ReadonlyMap<string, Item> => {
    const found = new Map<string, Item>();
    for (const item of items) {
      const key = nameOf(item).toLowerCase();
      if (found.has(key)) throw new Error(`declared twice: ${nameOf(item)}`);
      found.set(key, item);
    }
    return found;
  };
  const byModule = index(modules, (each) => each.name);
  const byReport = index(reports, (each) => each.method);
  const byMethod = index(methods, (each) => each.method);
  index([...reports, ...methods], (each) => each.method);
  index(dimensions, (each) => each.id);
  index(jobs, (each) => each.name);
  return {
    modules,
    dimensions,
    reports,
    methods,
    jobs,
    findModule: (name) => byModule.get(name.toLowerCase()),
    findReport: (method) => byReport.get(method.toLowerCase()),
    findMethod: (method) => byMethod.get(method.toLowerCase()),
  };
}
