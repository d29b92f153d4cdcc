import type { HitParams } from "../catalog/hit.ts";

/** The parameters of one tracking request as they are kept in the journal: names and plain text. */
export type ParamTexts = Readonly<Record<string, string>>;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Reads parameters the way Matomo's tracker does: a value of the wrong type counts as absent. */
export function hitParams(texts: ParamTexts): HitParams {
  const of = (name: string): string => (Object.hasOwn(texts, name) ? texts[name]! : "");
  return {
    has: (name) => Object.hasOwn(texts, name),
    text: of,
    integer: (name, fallback) => {
      const text = of(name).trim();
      return /^-?\d{1,15}$/.test(text) ? Number(text) : fallback;
    },
    number: (name) => {
      const text = of(name).trim().replace(",", ".");
      return decimal.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
    },
    flag: (name) => {
      const text = of(name);
      return text !== "" && text !== "0";
    },
    json: (name) => {
      try {
        return JSON.parse(of(name)) as unknown;
      } catch {
        return undefined;
      }
    },
    names: () => Object.keys(texts),
  };
}
