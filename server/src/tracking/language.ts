import type { HitParams } from "../catalog/hit.ts";

/**
 * Languages of the browser, most wanted first, lower-case and without weights: `en-us,en`. Taken from the parameter `lang`, else from
 * the header Accept-Language.
 */
export function readLanguages(params: HitParams, acceptLanguage: string): string {
  return cleanLanguages(params.text("lang") || acceptLanguage);
}

function cleanLanguages(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll("_", "-")
      // What RFC 3282 allows and nobody needs: quoted characters, white space, comments, weights.
      .replace(/\\./g, "")
      .replace(/\s+/g, "")
      .replace(/\([^)]*\)/g, "")
      .replace(/;q=[0-9.]+/g, "")
      // Locales of a shell, `en_CA.UTF-8` and `C`.
      .replace(/\..*/, "")
      .replace(/^c$/, "")
      // Browsers that send the address of a file of theirs, or a tag that exists nowhere.
      .replace(/(^|,)chrome:.*/, "")
      .replace(/,en-securid,|(^|,)en-securid(,|$)/, (found) => (found.startsWith(",") && found.endsWith(",") ? "," : ""))
      .replaceAll("sr-sp", "sr-rs")
  );
}
