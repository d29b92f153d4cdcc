/** What browsers tell of themselves beside the user agent: the tracking parameter `uadata`, or the headers Sec-CH-UA-…. */
export type Hints = Readonly<Record<string, string | boolean | readonly string[] | readonly Brand[]>>;

interface Brand {
  readonly brand: string;
  readonly version: string;
}

const longestText = 500;
const mostItems = 20;

/** Keeps of what a client sent only what has the shape of a hint; anything else is left out. */
export function readHints(given: unknown): Hints {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return {};
  const hints: Record<string, Hints[string]> = {};
  for (const [name, value] of Object.entries(given)) {
    const hint = readHint(value);
    if (hint !== undefined) hints[name.replaceAll("_", "-")] = hint;
  }
  return hints;
}

function readHint(value: unknown): Hints[string] | undefined {
  if (typeof value === "boolean") return value;
  if (isText(value)) return value;
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value.slice(0, mostItems);
  const brands = items.filter(isBrand).map(({ brand, version }) => ({ brand, version }));
  return brands.length > 0 ? brands : items.filter(isText);
}

function isBrand(item: unknown): item is Brand {
  return typeof item === "object" && item !== null && "brand" in item && "version" in item && isText(item.brand) && isText(item.version);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestText;
}
