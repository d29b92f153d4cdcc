import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { firefox } from "../harness/browsers.ts";
import { requestBytes, sendBytes } from "../harness/raw-http.ts";
import { type RunningServer, startRunningServer } from "../harness/running-server.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer({ FOOTFALL_TRUSTED_PROXIES: "loopback" });
  const idSite = "1";
  await server.ask("SitesManager.addSite", { siteName: "Shop", urls: "https://shop.example.org", ecommerce: "1", keepURLFragments: "1" });
  for (const matchAttribute of ["url", "title", "file", "external_website", "event_category", "manually"])
    await server.ask("Goals.addGoal", { idSite, name: "Goal", matchAttribute, pattern: "(a+)+b?", patternType: "regex", revenue: "1" });
  for (const scope of ["visit", "action"])
    await server.ask("CustomDimensions.configureNewCustomDimension", { idSite, name: scope, scope, active: "1" });
});
afterAll(() => server.close());

/** Whatever came before: nothing failed inside, all that was taken is in the reports, and the next hit is too. */
afterEach(async () => {
  const before = await actions();
  expect(server.errors.join("")).toBe("");
  expect(await server.hit({ idsite: "1", url: "https://shop.example.org/after", cid: "00000000000000aa" })).toBe(200);
  expect(await actions()).toBe(before + 1);
});

async function actions(): Promise<number> {
  const params = { idSite: "1", period: "range", date: "2000-01-01,today" };
  return ((await server.ask("VisitsSummary.getActions", params)) as { value: number }).value;
}

const fine = [200, 204, 400];

const names =
  "action_name url urlref _id cid uid new_visit cdt cdo cip ua uadata lang res h m s fla java cookie pv_id download link search search_cat " +
  "search_count e_c e_a e_n e_v c_n c_p c_t c_i ping dimension1 dimension2 dimension99 cvar _cvar idgoal revenue ec_id ec_items ec_st " +
  "ec_tx ec_sh ec_dt _pks _pkn _pkc _pkp _ref _refts _rcn _rck pf_net pf_srv pf_dm1 bw_bytes gt_ms country region city lat long bots ca " +
  "send_image idsite rec token_auth __proto__ constructor url[] ec_items[0][1]";

const odd = fc.constantFrom(
  ..."0 1 -1 1e999 -0 9007199254740993 99999999999999999999 0x10 NaN 1,5 00 2026-02-30 0000-00-00 1969-12-31 9999-12-31T23:59:60 [] [[]]".split(
    " ",
  ),
  '[["S",null,{"a":1},"1e400",-5]]',
  '{"1":["a","b"],"x":[]}',
  '[["\\ud800","\\u0000",["\\udfff"],1e308,1e308]]',
  "{".repeat(600),
  "[".repeat(600),
  "http://[::1",
  "https://shop.example.org/%E0%A4%A?a[]=%ff#&=&=",
  "//",
  "http://user:pass@host:99999/",
  "a".repeat(2_000),
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac",
  "\u0000\u202e\ufeff\ud83d\ude00",
);
const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
const escaped = fc.oneof(
  bytes.map((buffer) => buffer.toString("hex").replace(/../g, "%$&")),
  odd.map((text) => encodeURIComponent(text)),
);
/** As a form has it, or as nobody should write it. */
const value = fc.oneof(
  escaped,
  bytes.map((buffer) => buffer.toString("latin1").replace(/[\r\n #]/g, "%")),
);
const isPlain = fc.constantFrom("idsite=1&rec=1", "idsite=1&rec=1", "idsite=1&rec=1&cid=00000000000000bb", "");
const query = fc
  .tuple(isPlain, fc.boolean(), fc.array(fc.tuple(fc.constantFrom(...names.split(" ")), value), { maxLength: 6 }))
  .map(([start, withToken, pairs]) => {
    const rest = pairs.map(([name, text]) => `${name}=${text}`).join("&");
    return Buffer.from(`${start}&url=https://shop.example.org/&${rest}${withToken ? `&token_auth=${server.token}` : ""}`, "latin1");
  });
const header = bytes.map((buffer) => Buffer.from(buffer.toString("latin1").replace(/[\r\n]/g, ""), "latin1"));
const headers = fc.array(
  fc.tuple(
    fc.constantFrom(
      ..."user-agent accept-language referer cookie sec-ch-ua sec-ch-ua-platform x-forwarded-for x-purpose dnt origin content-type".split(
        " ",
      ),
    ),
    header,
  ),
  { maxLength: 3 },
);
const runs = { numRuns: Number(process.env.FOOTFALL_TEST_RUNS ?? 120) };

const send = (method: string, target: Buffer, given: readonly (readonly [string, Buffer])[], body: Buffer) =>
  sendBytes(server.url, requestBytes(method, Buffer.concat([Buffer.from("/matomo.php?"), target]), given, body));

it("any parameter in an address", async () => {
  await fc.assert(
    fc.asyncProperty(query, async (target) => {
      expect(fine).toContain(await send("GET", target, [["user-agent", Buffer.from(firefox)]], Buffer.alloc(0)));
    }),
    runs,
  );
});

it("any parameter in a body, and any body", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(query, bytes), headers, async (body, given) => {
      expect(fine).toContain(await send("POST", Buffer.alloc(0), given, body));
    }),
    runs,
  );
});

it("any header", async () => {
  await fc.assert(
    fc.asyncProperty(headers, async (given) => {
      expect(fine).toContain(await send("GET", Buffer.from("idsite=1&rec=1&url=https://shop.example.org/"), given, Buffer.alloc(0)));
    }),
    runs,
  );
});

it("any JSON in a bulk", async () => {
  const request = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    query.map(String),
    fc
      .dictionary(fc.constantFrom(...names.split(" ")), fc.oneof(fc.jsonValue({ maxDepth: 2 }), odd, fc.string({ unit: "binary" })))
      .map((given) => ({
        idsite: 1,
        rec: 1,
        url: "https://shop.example.org/",
        ...given,
      })),
  );
  const bulk = fc.record(
    {
      requests: fc.oneof({ weight: 9, arbitrary: fc.array(request, { maxLength: 5 }) }, { weight: 1, arbitrary: fc.jsonValue() }),
      token_auth: fc.jsonValue(),
      send_image: fc.jsonValue(),
    },
    { requiredKeys: ["requests"] },
  );
  await fc.assert(
    fc.asyncProperty(bulk, fc.boolean(), async (body, isKnown) => {
      const text = JSON.stringify(isKnown ? { ...body, token_auth: server.token } : body);
      expect(fine).toContain(await send("POST", Buffer.alloc(0), [], Buffer.from(text)));
    }),
    runs,
  );
});

it("lone halves of characters, in every parameter", async () => {
  const all = Object.fromEntries(names.split(" ").map((name) => [name, "x\ud800y\udc00"]));
  const one = (name: string) => ({ idsite: 1, rec: 1, url: "https://shop.example.org/", [name]: "x\ud800" });
  const requests = [{ ...all, idsite: 1, rec: 1, cid: "", uid: "u\udfff" }, ...names.split(" ").map(one)];
  const body = JSON.stringify({ token_auth: server.token, requests });
  expect(await send("POST", Buffer.alloc(0), [], Buffer.from(body))).toBe(200);
});

it("a body that is too large", async () => {
  expect(await send("POST", Buffer.alloc(0), [], Buffer.alloc(5 * 1024 * 1024, "a"))).toBe(413);
});

it("an address that is too long", async () => {
  const target = Buffer.from(`idsite=1&rec=1&action_name=${"a".repeat(20_000)}`);
  expect(await send("GET", target, [], Buffer.alloc(0))).toBe(431);
  expect(await send("POST", Buffer.alloc(0), [], target)).toBe(200);
});
