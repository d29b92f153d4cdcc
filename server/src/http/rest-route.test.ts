import fc from "fast-check";
import { expect, it } from "vitest";
import { knownAddress } from "./rest-route.ts";

it.each([
  ["GET", "/?rest_route=/matomo/v1/visits_summary/visits&period=day", "/wp-json/matomo/v1/visits_summary/visits?period=day"],
  ["GET", "/index.php?idSite=1&rest_route=%2Fmatomo%2Fv1%2Fapi%2Fmetadata", "/wp-json/matomo/v1/api/metadata?idSite=1"],
  ["GET", "/?rest_route=/matomo/v1/hit/&idsite=1&rec=1", "/matomo.php?idsite=1&rec=1"],
  ["GET", "/wp-json/matomo/v1/hit/?idsite=1", "/matomo.php?idsite=1"],
  ["GET", "/wp-json/matomo/v1/hit", "/matomo.js"],
  ["POST", "/wp-json/matomo/v1/hit/", "/matomo.php?"],
  ["GET", "/wp-json/matomo/v1/visits_summary/visits?a=1", "/wp-json/matomo/v1/visits_summary/visits?a=1"],
  ["GET", "/?rest_route=/wp/v2/users", "/?rest_route=/wp/v2/users"],
  ["GET", "/?rest_route=%zz", "/?rest_route=%zz"],
  ["GET", "/matomo.php?rest_route=/matomo/v1/api/metadata", "/matomo.php?rest_route=/matomo/v1/api/metadata"],
  ["GET", "/matomo/v1/api/metadata", "/matomo/v1/api/metadata"],
])("%s %s is %s", (httpMethod, url, known) => {
  expect(knownAddress(httpMethod, url)).toBe(known);
});

it("never throws, and leaves addresses without a route alone", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (path, query) => {
      const url = `/${path.replaceAll("?", "")}?${query}`;
      const known = knownAddress("GET", url);
      return known === url || /matomo\/v1/i.test(decodeURIComponent(url));
    }),
  );
});
