import { readFileSync } from "node:fs";

export interface Weighted {
  readonly weight: number;
}

export interface Page extends Weighted {
  readonly path: string;
  readonly title: string;
  readonly author?: string;
}

export interface Product extends Weighted {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
}

export interface Source extends Weighted {
  readonly kind: "direct" | "referrer" | "campaign";
  readonly url?: string;
  readonly query?: string;
}

export interface DemoPlace extends Weighted {
  readonly country: string;
  readonly city: string;
  readonly language: string;
  /** The first two bytes of addresses there. */
  readonly ip: string;
}

export interface DemoDevice extends Weighted {
  readonly agent: string;
  readonly resolution: string;
}

/** The made-up shop of the demonstration, its visitors and where they come from. */
export interface Facts {
  readonly site: { readonly name: string; readonly url: string; readonly timezone: string; readonly currency: string };
  readonly goals: readonly Readonly<Record<string, string | number>>[];
  readonly dimensions: readonly { readonly name: string; readonly scope: "visit" | "action" }[];
  readonly pages: readonly Page[];
  readonly articles: readonly Page[];
  readonly products: readonly Product[];
  readonly searches: readonly (Weighted & { readonly keyword: string; readonly results: number })[];
  readonly outlinks: readonly (Weighted & { readonly url: string })[];
  readonly films: readonly string[];
  readonly banners: readonly (Weighted & { readonly name: string; readonly piece: string; readonly target: string })[];
  readonly sources: readonly Source[];
  readonly places: readonly DemoPlace[];
  readonly devices: readonly DemoDevice[];
}

export function loadFacts(): Facts {
  return JSON.parse(readFileSync(new URL("../../../data/demo.json", import.meta.url), "utf8")) as Facts;
}
