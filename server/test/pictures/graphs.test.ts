import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startRunningServer } from "../harness/running-server.ts";

type Texts = Readonly<Record<string, string>>;

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer();
  await server.ask("SitesManager.addSite", { siteName: "Site", urls: "https://shop.example.org" });
  for (const [at, name] of ["Home", "Home", "قائمة", "目录"].entries())
    await server.hit({ idsite: "1", url: `https://shop.example.org/${at}`, action_name: name, cid: `000000000000000${at}` });
});
afterAll(() => server.close());

const titles = { apiModule: "Actions", apiAction: "getPageTitles", period: "day", date: "today" };
const overview = { apiModule: "VisitsSummary", apiAction: "get", period: "day", date: "last7" };

async function picture(params: Texts, headers: Texts = {}, token = server.token) {
  const body = { module: "API", method: "ImageGraph.get", format: "JSON", idSite: "1", token_auth: token, ...params };
  const answer = await fetch(`${server.url}index.php?${new URLSearchParams(body)}`, { headers });
  const content = Buffer.from(await answer.arrayBuffer());
  const size = content.subarray(1, 4).toString() === "PNG" ? [content.readUInt32BE(16), content.readUInt32BE(20)] : undefined;
  return { status: answer.status, headers: answer.headers, content, size };
}

describe("a report as a picture", () => {
  it.each<[string, Texts, readonly number[]]>([
    ["rows", titles, [800, 290]],
    ["rows as columns", { ...titles, graphType: "verticalBar" }, [1044, 290]],
    ["rows as a pie", { ...titles, graphType: "pie", width: "300", height: "200" }, [300, 200]],
    ["rows as the other pie", { ...titles, graphType: "3dPie" }, [1044, 290]],
    ["rows over time", { ...titles, date: "last3" }, [1044, 290]],
    ["one row over time", { ...titles, date: "last3", labels: "Home" }, [1044, 290]],
    ["some rows over time", { ...titles, date: "last3", labels: "Home,目录", legendAppendMetric: "0" }, [1044, 290]],
    ["one row of figures over time", overview, [1044, 290]],
    ["several figures", { ...overview, columns: "nb_visits,bounce_rate,avg_time_on_site" }, [1044, 290]],
    ["a single period of several", { ...titles, date: "last1" }, [1044, 290]],
    ["as many rows as are asked for", { ...titles, filter_truncate: "100000" }, [800, 290]],
    ["a range", { ...titles, period: "range", date: "last7" }, [800, 290]],
  ])("of %s", async (_, params, size) => {
    const answer = await picture(params);
    expect(answer).toMatchObject({ status: 200, size });
    expect(answer.headers.get("content-type")).toBe("image/png");
    const nothing = await picture({ ...params, date: params.date!.replace(/^.*$/, "2020-01-01,2020-01-03"), period: "range" });
    expect(answer.content.equals(nothing.content)).toBe(false);
  });

  it("is the same for the same question, and need not be sent again", async () => {
    const { headers } = await picture(overview);
    expect(headers.get("content-disposition")).toMatch(/^inline; filename\*=UTF-8''VisitsSummary_get_last7_1\.png$/);
    const again = await picture(overview, { "if-none-match": headers.get("etag")! });
    expect(again).toMatchObject({ status: 304, size: undefined });
    expect((await picture({ ...overview, outputType: "1" })).headers.get("content-disposition")).toMatch(/^attachment;/);
  });

  it("draws other figures, segments, colours and sizes of letters otherwise", async () => {
    const first = await picture(titles);
    for (const change of [
      { columns: "nb_hits,entry_nb_visits" },
      { segment: "pageTitle==Home" },
      { colors: "00FF00" },
      { fontSize: "14" },
      { showLegend: "0" },
    ] as Texts[])
      expect((await picture({ ...titles, ...change })).content.equals(first.content), JSON.stringify(change)).toBe(false);
  });

  it("is where lists of reports say that it is", async () => {
    const [metadata] = (await server.ask("API.getMetadata", {
      idSite: "1",
      apiModule: "Actions",
      apiAction: "getPageTitles",
      period: "day",
      date: "today",
    })) as [{ imageGraphUrl: string; imageGraphEvolutionUrl: string }];
    for (const address of [metadata.imageGraphUrl, metadata.imageGraphEvolutionUrl]) {
      const answer = await fetch(new URL(`${address}&token_auth=${server.token}`, server.url));
      expect(answer.headers.get("content-type")).toBe("image/png");
    }
  });

  it("goes out by the routes of Matomo for WordPress too", async () => {
    const answer = await fetch(
      `${server.url}wp-json/matomo/v1/image_graph/get?${new URLSearchParams({ idSite: "1", token_auth: server.token, ...titles })}`,
    );
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(Buffer.from(await answer.arrayBuffer()).equals((await picture(titles)).content)).toBe(true);
  });
});

describe("what cannot be drawn", () => {
  it.each<[string, Texts]>([
    ["no data", { ...titles, date: "2020-01-01" }],
    ["a figure that the report has not", { ...titles, columns: "nothing" }],
    ["a kind of picture that there is not", { ...titles, graphType: "cloud" }],
    ["several figures in a pie", { ...titles, graphType: "pie", columns: "nb_visits,nb_hits" }],
    ["a report that there is not", { ...titles, apiAction: "getNothing" }],
    ["one row of one period", { ...overview, date: "today" }],
    ["more periods than can be made out", { ...titles, date: "last400", graphType: "horizontalBar" }],
    ["a wrong date", { ...titles, date: "2026-13-77" }],
    ["a wrong segment", { ...titles, segment: "nothing==1" }],
  ])("is told in a picture: %s", async (_, params) => {
    const answer = await picture(params);
    expect(answer).toMatchObject({ status: 200, size: [expect.any(Number), 290] });
    expect(answer.content.equals((await picture(titles)).content)).toBe(false);
  });

  it.each<[string, Texts]>([
    ["width", { width: "0" }],
    ["height", { height: "100000" }],
    ["width", { width: "wide" }],
    ["fontSize", { fontSize: "1000" }],
    ["colors", { colors: "red" }],
    ["backgroundColor", { backgroundColor: '"/><script>' }],
  ])("is refused where the %s makes no picture: %j", async (name, change) => {
    const { content } = await picture({ ...titles, ...change });
    expect(JSON.parse(content.toString())).toMatchObject({ result: "error", message: expect.stringContaining(`'${name}'`) });
  });

  it("is refused to who may not see the report", async () => {
    expect(await picture(titles, {}, "anonymous")).toMatchObject({ status: 401, size: undefined });
  });

  it("is told as an error in a bulk request, which has no place for files", async () => {
    const urls = { "urls[0]": `method=ImageGraph.get&idSite=1&${new URLSearchParams(titles)}` };
    expect(await server.ask("API.getBulkRequest", urls)).toEqual([{ result: "error", message: expect.stringContaining("file") }]);
  });
});

it("leaves no error in the log", () => {
  expect(server.errors).toEqual([]);
});
