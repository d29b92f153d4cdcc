import { beforeEach, describe, expect, it } from "vitest";
import { clockStartingAt } from "../base/clock.ts";
import { silentLog } from "../base/log.ts";
import { createVault } from "../base/vault.ts";
import { method } from "../catalog/method.ts";
import { metric } from "../catalog/metric.ts";
import { catalogOf, module } from "../catalog/module.ts";
import { integer, type Raw, text } from "../catalog/params.ts";
import { custom, report } from "../catalog/report.ts";
import { openRecords, type Records } from "../db/records.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { answerFor } from "../reporting/answers.ts";
import { type Api, type ApiRequest, createApi } from "./call.ts";

const bounceRate = metric({ id: "bounce_rate", name: "Bounce Rate", unit: "percent", compute: () => 0.4 });
const visits = metric({ id: "nb_visits", name: "Visits", unit: "count" });

const catalog = catalogOf([
  module({
    name: "Fake",
    reports: [
      report({
        method: "Fake.get",
        name: "Fake summary",
        docs: "Figures.",
        rows: custom(async (query) =>
          answerFor(query, (site, period) => ({
            kind: "single",
            columns: { nb_visits: site * Number(period.from.slice(8)), bounce_rate: 0.4 },
          })),
        ),
        metrics: [visits, bounceRate],
      }),
      report({
        method: "Fake.getCountry",
        name: "Country",
        docs: "Figures by country.",
        rows: custom(async (query) =>
          answerFor(query, () => ({
            kind: "table",
            rows: [
              { columns: { label: "Germany", nb_visits: 3 }, metadata: { code: "de" } },
              { columns: { label: "France", nb_visits: 2 }, metadata: { code: "fr" } },
            ],
          })),
        ),
        metrics: [visits],
      }),
      report({
        method: "Fake.getBroken",
        name: "Broken",
        docs: "Fails.",
        rows: custom(async () => {
          throw new Error("the cable is cut: secret place");
        }),
        metrics: [],
      }),
    ],
    methods: [
      method({ method: "Fake.version", docs: "A text.", access: "anyone", params: {}, run: () => "5.2.0" }),
      method({
        method: "Fake.list",
        docs: "A list.",
        access: "someView",
        params: {},
        run: () => [
          { id: 1, name: "one" },
          { id: 2, name: "two" },
        ],
      }),
      method({
        method: "Fake.edit",
        docs: "Nothing.",
        access: "write",
        params: { idSite: integer(1), note: text().or("") },
        run: () => undefined,
      }),
      method({ method: "Fake.purge", docs: "Nothing.", access: "superuser", params: {}, run: () => undefined }),
      method({ method: "Fake.whoami", docs: "The caller.", access: "anyone", params: {}, run: ({ caller }) => caller.login }),
    ],
  }),
]);

const now = Date.parse("2026-06-10T12:00:00Z");
let records: Records;
let settled: number;
let api: Api;

beforeEach(async () => {
  records = await openRecords(":memory:");
  for (const name of ["one", "two"]) await addSite(name);
  await addUser("admin", 1, "root");
  await addUser("reader", 0, "peek");
  await addUser("writer", 0, "pen", { secure_only: 1 });
  await addUser("guest", 0, "old", { expires: now / 1000 - 1 });
  for (const [login, site, access] of [
    ["reader", 1, "view"],
    ["writer", 1, "view"],
    ["writer", 1, "write"],
  ] as const)
    await records.insertInto("access").values({ login, site, access }).execute();
  settled = 0;
  api = createApi({
    catalog,
    records,
    warehouse: undefined as unknown as Warehouse,
    clock: clockStartingAt(now),
    log: silentLog,
    hashToken: (token) => `hash of ${token}`,
    vault: createVault("secret"),
    settle: async () => void settled++,
  });
});

async function addSite(name: string): Promise<void> {
  await records
    .insertInto("sites")
    .values({
      name,
      type: "website",
      urls: JSON.stringify([`https://${name}.example.org`]),
      timezone: "UTC",
      currency: "EUR",
      ecommerce: 0,
      site_search: 1,
      search_keyword_parameters: "",
      search_category_parameters: "",
      excluded_ips: "",
      excluded_query_parameters: "",
      excluded_user_agents: "",
      excluded_referrers: "",
      exclude_unknown_urls: 0,
      keep_url_fragments: 0,
      site_group: "",
      created: 0,
      creator: "admin",
    })
    .execute();
}

async function addUser(
  login: string,
  superuser: 0 | 1,
  token: string,
  more: { secure_only?: 1; expires?: number; sites?: string; read_only?: 1 } = {},
): Promise<void> {
  await records
    .insertInto("users")
    .values({ login, email: `${login}@example.org`, password: "", superuser, registered: 0, password_changed: 0, two_factor_secret: "" })
    .execute();
  await records
    .insertInto("tokens")
    .values({ login, description: "", hash: `hash of ${token}`, created: 0, expires: null, secure_only: 0, system: 0, ...more })
    .execute();
}

async function call(params: Record<string, Raw>, more: Partial<ApiRequest> = {}) {
  const request: ApiRequest = {
    params: { module: "API", format: "json", token_auth: "root", ...params },
    inAddress: new Set(),
    httpMethod: "POST",
    headers: {},
    ip: "192.0.2.1",
    baseUrl: "https://stats.example.org/",
    ...more,
  };
  const { status, headers, body } = await api.call(request);
  const text = typeof body === "string" ? body : Buffer.isBuffer(body) ? body.toString("utf16le") : [...body].join("");
  return { status, type: headers["content-type"], headers, body: text };
}

const day = { method: "Fake.get", idSite: "1", period: "day", date: "2026-06-02" };

describe("what is called", () => {
  it.each([
    [{ method: "" }, 200, "method"],
    [{ method: "Fake" }, 200, "is not valid"],
    [{ method: "Nothing.get" }, 200, "The plugin Nothing is not enabled"],
    [{ method: "Fake.getNothing" }, 400, "does not exist"],
    [{ ...day, idSite: "" }, 200, "Please specify a value for 'idSite'"],
    [{ ...day, period: "" }, 200, "Please specify a value for 'period'"],
    [{ ...day, date: "" }, 200, "Please specify a value for 'date'"],
    [{ ...day, period: "hour" }, 200, "is not supported"],
    [{ ...day, filter_limit: "many" }, 200, "filter_limit"],
    [{ ...day, filter_limit: "-5" }, 200, "a whole number from -1 up"],
    [{ ...day, filter_offset: "-5" }, 200, "filter_offset"],
    [{ ...day, filter_sort_order: "up" }, 200, "filter_sort_order"],
    [{ ...day, filter_pattern: "(" }, 200, "filter_pattern"],
    [{ ...day, filter_pattern: "(?=a)" }, 200, "without look-arounds"],
    [{ ...day, idSubtable: "9007199254740993" }, 200, "idSubtable"],
    [{ ...day, compare: "1", comparePeriods: ["day"] }, 200, "as many compareDates"],
    [{ ...day, pivotBy: "Fake.Dimension" }, 200, "cannot be pivoted"],
    [{ ...day, idSite: "999" }, 200, "An unexpected website was found"],
    [{ ...day, idSite: "0" }, 200, "An unexpected website was found"],
    [{ ...day, idSite: "abc" }, 200, "An unexpected website was found"],
  ])("%j is answered with %d and a message", async (params, status, phrase) => {
    const answer = await call(params);
    expect(answer).toMatchObject({ status, type: "application/json; charset=utf-8" });
    expect(JSON.parse(answer.body)).toEqual({ result: "error", message: expect.stringContaining(phrase) });
  });

  it("finds names in any case", async () => {
    expect((await call({ ...day, method: "fake.GET" })).body).toBe('{"nb_visits":2,"bounce_rate":"40%"}');
  });

  it("answers nothing to tell as success, and a lone value as one", async () => {
    expect((await call({ method: "Fake.purge" })).body).toBe('{"result":"success","message":"ok"}');
    expect((await call({ method: "Fake.version" })).body).toBe('{"value":"5.2.0"}');
    expect((await call({ method: "Fake.list", filter_limit: "1", filter_offset: "1" })).body).toBe('[{"id":2,"name":"two"}]');
  });

  it("keeps the reason of a bug to itself", async () => {
    const answer = await call({ ...day, method: "Fake.getBroken" });
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain("cable");
    expect(JSON.parse(answer.body).result).toBe("error");
  });

  it("waits for the hits acknowledged before it runs a report", async () => {
    await call(day);
    expect(settled).toBe(1);
  });
});

describe("calls of one token", () => {
  it("are limited where that is set, each token for itself, and told when to come again", async () => {
    const parts = { catalog, records, warehouse: undefined as unknown as Warehouse, clock: { now: () => now }, log: silentLog };
    api = createApi({
      ...parts,
      hashToken: (token) => `hash of ${token}`,
      vault: createVault("secret"),
      settle: async () => {},
      callsPerToken: 2,
    });
    const whoami = (token_auth: string) => call({ method: "Fake.whoami", token_auth });
    const statuses = [await whoami("root"), await whoami("root"), await whoami("root"), await whoami("peek"), await whoami("")];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429, 200, 200]);
    expect(statuses[2]!.headers["retry-after"]).toBe("30");
    expect(JSON.parse(statuses[2]!.body).result).toBe("error");
  });
});

describe("sites and dates", () => {
  it.each([
    [{ ...day, idSite: "1,2" }, '{"1":{"nb_visits":2,"bounce_rate":"40%"},"2":{"nb_visits":4,"bounce_rate":"40%"}}'],
    [{ ...day, idSite: "2,1" }, '{"2":{"nb_visits":4,"bounce_rate":"40%"},"1":{"nb_visits":2,"bounce_rate":"40%"}}'],
    [{ ...day, idSite: "all", hideColumns: "bounce_rate" }, '{"1":2,"2":4}'],
    [{ ...day, idSite: "all", hideColumns: "bounce_rate", token_auth: "peek" }, '{"1":2}'],
    [{ ...day, date: "2026-06-01,2026-06-02", showColumns: "nb_visits" }, '{"2026-06-01":1,"2026-06-02":2}'],
    [{ ...day, idSite: "1,2", date: "last1", showColumns: "nb_visits" }, '{"1":{"2026-06-10":10},"2":{"2026-06-10":20}}'],
    [
      { ...day, method: "Fake.getCountry", filter_limit: "1", date: "last1" },
      '{"2026-06-10":[{"label":"Germany","nb_visits":3,"code":"de"}]}',
    ],
  ])("%j", async (params, body) => {
    expect((await call(params)).body).toBe(body);
  });
});

describe("who may", () => {
  it.each([
    ["nobody", { ...day, token_auth: "" }, 401, "You can't access this resource"],
    ["the anonymous user", { ...day, token_auth: "anonymous" }, 401, "You can't access this resource"],
    ["an unknown token", { ...day, token_auth: "wrong" }, 401, "Unable to authenticate"],
    ["an expired token", { ...day, token_auth: "old" }, 401, "Unable to authenticate"],
    ["a site of others", { ...day, idSite: "2", token_auth: "peek" }, 401, "'view' access for the website id = 2"],
    [
      "a site that is not there, for who may not know",
      { ...day, idSite: "999", token_auth: "peek" },
      401,
      "You can't access this resource",
    ],
    ["one site of two", { ...day, idSite: "1,2", token_auth: "peek" }, 401, "You can't access this resource"],
    ["writing with a right to view", { method: "Fake.edit", idSite: "1", token_auth: "peek" }, 401, "'write' access"],
    ["what superusers do", { method: "Fake.purge", token_auth: "pen" }, 401, "superuser"],
    ["a list for whoever sees a site", { method: "Fake.list", token_auth: "" }, 401, "at least one website"],
  ])("refuses %s", async (_, params, status, phrase) => {
    const answer = await call(params);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body).message).toContain(phrase);
  });

  it.each([
    ["a viewer to view", { ...day, token_auth: "peek" }],
    ["a writer to write", { method: "Fake.edit", idSite: "1", token_auth: "pen" }],
    ["anyone where anyone may", { method: "Fake.version", token_auth: "" }],
  ])("allows %s", async (_, params) => {
    expect((await call(params)).status).toBe(200);
  });

  it("lets the anonymous user see what it was given", async () => {
    await records.insertInto("access").values({ login: "anonymous", site: 1, access: "view" }).execute();
    expect((await call({ ...day, token_auth: "" })).status).toBe(200);
    expect((await call({ ...day, token_auth: "anonymous" })).status).toBe(200);
  });

  it("takes tokens from headers", async () => {
    const whoami = { method: "Fake.whoami", token_auth: "" };
    const basic = (text: string) => ({ headers: { authorization: `Basic ${Buffer.from(text).toString("base64")}` } });
    expect((await call(whoami, { headers: { authorization: "Bearer peek" } })).body).toBe('{"value":"reader"}');
    expect((await call(whoami, basic("reader:peek"))).body).toBe('{"value":"reader"}');
    expect((await call(whoami, basic(":peek"))).body).toBe('{"value":"reader"}');
    expect((await call(whoami, basic("admin:peek"))).status).toBe(401);
    expect((await call(whoami, { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
  });

  it("refuses a token for secure use in the address only", async () => {
    const whoami = { method: "Fake.whoami", token_auth: "pen" };
    expect((await call(whoami)).status).toBe(200);
    expect((await call({ ...whoami, token_auth: "" }, { headers: { authorization: "Bearer pen" } })).status).toBe(200);
    const refused = await call(whoami, { httpMethod: "GET", inAddress: new Set(["method", "token_auth"]) });
    expect(refused.status).toBe(401);
    expect(refused.body).toContain("secure use");
  });

  it("lets a superuser's token for named sites administer those, and nothing else", async () => {
    await addUser("chief", 1, "narrow", { sites: "[2]" });
    expect((await call({ ...day, idSite: "2", token_auth: "narrow" })).status).toBe(200);
    expect((await call({ method: "Fake.edit", idSite: "2", token_auth: "narrow" })).status).toBe(200);
    for (const refused of [day, { method: "Fake.edit", idSite: "1" }, { method: "Fake.purge" }])
      expect((await call({ ...refused, token_auth: "narrow" })).status).toBe(401);
    expect((await call({ ...day, idSite: "all", hideColumns: "bounce_rate", token_auth: "narrow" })).body).toBe('{"2":4}');
  });

  it("lets a superuser's token for reading read, and refuses every method whose name does not say that it reads", async () => {
    await addUser("chief", 1, "quiet", { read_only: 1 });
    expect((await call({ ...day, token_auth: "quiet" })).status).toBe(200);
    for (const method of ["Fake.edit", "Fake.purge", "Fake.whoami"]) {
      const answer = await call({ method, idSite: "1", token_auth: "quiet" });
      expect([answer.status, answer.body]).toEqual([401, expect.stringContaining("may only read")]);
    }
  });

  it("notes when a token was used", async () => {
    await call(day);
    const used = await records.selectFrom("tokens").select("last_used").where("login", "=", "admin").executeTakeFirstOrThrow();
    expect(used.last_used).toBe(now / 1000);
  });

  it("tells others whose token it is", async () => {
    expect(await api.findCaller("peek", "body")).toEqual({ login: "reader", superuser: false, roles: new Map([[1, "view"]]) });
    expect((await api.findCaller("pen", "body"))?.roles.get(1)).toBe("write");
    expect(await api.findCaller("wrong", "body")).toBeUndefined();
    expect((await api.findCaller("", "body"))?.login).toBe("anonymous");
  });
});

describe("formats", () => {
  it.each([
    ["xml", "text/xml; charset=utf-8"],
    ["XML", "text/xml; charset=utf-8"],
    ["", "text/xml; charset=utf-8"],
    ["Json", "application/json; charset=utf-8"],
    ["original", "application/json; charset=utf-8"],
    ["csv", "text/csv; charset=utf-16le"],
    ["tsv", "text/tab-separated-values; charset=utf-16le"],
    ["html", "text/html; charset=utf-8"],
  ])("%j is answered as %s", async (format, type) => {
    expect(await call({ ...day, format })).toMatchObject({ status: 200, type });
  });

  it.each(["YAML", "JSONX", "../etc"])("refuses %s in plain text", async (format) => {
    const answer = await call({ ...day, format });
    expect(answer).toMatchObject({ status: 200, type: "text/plain; charset=utf-8" });
    expect(answer.body).toContain(`'${format}' is not valid`);
  });

  it("is XML where none is named", async () => {
    const { format: _, ...params } = { ...day, format: "" };
    expect((await call(params, { params: { token_auth: "root", ...params } })).type).toBe("text/xml; charset=utf-8");
  });

  it("tells errors in the format asked for", async () => {
    const xml = await call({ ...day, idSite: "999", format: "xml" });
    expect(xml.body).toMatch(
      /^<\?xml version="1.0" encoding="utf-8" \?>\n<result>\n\t<error message="An unexpected website was found.*" \/>\n<\/result>$/,
    );
    expect((await call({ ...day, idSite: "999", format: "csv" })).body).toMatch(/^Error: An unexpected website/);
  });

  it("wraps JSON for scripts in a function, but in nothing else", async () => {
    const wrapped = await call({ ...day, callback: "parse" });
    expect(wrapped).toMatchObject({ type: "application/javascript; charset=utf-8", body: 'parse({"nb_visits":2,"bounce_rate":"40%"})' });
    expect((await call({ ...day, jsoncallback: "a.b" })).body).toMatch(/^a\.b\(/);
    expect(await call({ ...day, callback: "a b();" })).toMatchObject({
      type: "application/json; charset=utf-8",
      body: '{"nb_visits":2,"bounce_rate":"40%"}',
    });
  });

  it("names the file of a table and titles its columns", async () => {
    const answer = await call({ ...day, method: "Fake.getCountry", format: "CSV", convertToUnicode: "0", translateColumnNames: "1" });
    expect(answer.headers["content-disposition"]).toBe("attachment; filename*=UTF-8''Export%20_%20Country%20_%202026-06-02.csv");
    expect(answer.body).toBe("Label,Visits,Metadata: code\nGermany,3,de\nFrance,2,fr");
  });
});

describe("headers", () => {
  const countries = { ...day, method: "Fake.getCountry" };

  it("tells how many rows there are in all", async () => {
    expect((await call({ ...countries, filter_limit: "1" })).headers["x-total-rows"]).toBe("2");
    expect((await call({ ...countries, filter_pattern: "Fr" })).headers["x-total-rows"]).toBe("1");
    expect((await call(day)).headers["x-total-rows"]).toBeUndefined();
  });

  it.each([
    [{ date: "2026-06-09" }, true],
    [{ date: "2026-06-10" }, false],
    [{ date: "yesterday" }, true],
    [{ date: "2026-06-08,2026-06-10" }, false],
    [{ period: "month", date: "2026-05-31" }, true],
    [{ period: "month", date: "2026-06-01" }, false],
    [{ date: "2026-06-02", idSite: "999" }, false],
  ])("tags what is over: %j", async (params, isOver) => {
    const { headers } = await call({ ...countries, ...params });
    expect([headers.etag !== undefined, headers["cache-control"]]).toEqual([isOver, isOver ? "private, no-cache" : "no-store"]);
  });

  it("tells who has the answer already that it is the same, and nobody else", async () => {
    const ask = (tag: string, params: Record<string, Raw> = {}, httpMethod = "GET") =>
      call({ ...countries, ...params }, { httpMethod, headers: { "if-none-match": tag } });
    const tag = (await call(countries)).headers.etag!;
    expect(await ask(tag)).toMatchObject({ status: 304, body: "", headers: { etag: tag } });
    expect((await ask(`"other", ${tag.slice(2)}`)).status).toBe(304);
    expect((await ask("*")).status).toBe(304);
    expect((await ask('"other"')).status).toBe(200);
    expect((await ask(tag, {}, "POST")).status).toBe(200);
    expect((await ask(tag, { filter_limit: "1" })).status).toBe(200);
    expect((await ask(tag, { token_auth: "wrong" })).status).toBe(401);
  });
});

describe("many in one", () => {
  const bulk = (urls: Raw, more: Record<string, Raw> = {}) => call({ method: "API.getBulkRequest", urls, ...more });
  const inner = "method=Fake.get&idSite=1&period=day&date=2026-06-02";
  const answer = { nb_visits: 2, bounce_rate: "40%" };

  it.each([
    [[inner], [answer]],
    [[`?module=API&${inner}`], [answer]],
    [[`index.php?${inner}&format=xml`], [answer]],
    [[encodeURIComponent(inner)], [answer]],
    [
      [inner, "method=Nope.nope", "method=Fake.purge"],
      [answer, { result: "error", message: expect.stringContaining("not enabled") }, { result: "success", message: "ok" }],
    ],
    [["method=API.getBulkRequest&urls[0]=method%3DFake.version"], []],
    [[`${inner}&token_auth=wrong`], [{ result: "error", message: expect.stringContaining("authenticate") }]],
    [{ a: inner }, [answer]],
    [[], []],
  ])("answers %j", async (urls, answers) => {
    expect(JSON.parse((await bulk(urls)).body)).toEqual(answers);
  });

  it("hands parameters down", async () => {
    const answers = await bulk(["method=Fake.getCountry", "method=Fake.getCountry&filter_limit=2"], {
      ...day,
      method: "API.getBulkRequest",
      filter_limit: "1",
    });
    expect(JSON.parse(answers.body).map((rows: unknown[]) => rows.length)).toEqual([1, 2]);
  });

  it("keeps to the rule about tokens in addresses", async () => {
    const secret = ["method=Fake.whoami&token_auth=pen"];
    expect((await bulk(secret)).body).toContain("writer");
    const request = { method: "API.getBulkRequest", urls: secret };
    expect((await call(request, { inAddress: new Set(["urls"]), httpMethod: "GET" })).body).toContain("secure use");
  });

  it("prints XML outside too", async () => {
    expect((await bulk(["method=Fake.version"], { format: "xml" })).body).toContain("<value>5.2.0</value>");
  });
});
