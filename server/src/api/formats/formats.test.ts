import { describe, expect, it } from "vitest";
import type { Answer, Row } from "../../catalog/table.ts";
import type { PrintContext, Printed } from "./format.ts";
import { findFormat } from "./index.ts";

const context: PrintContext = {
  method: "UserCountry.getCountry",
  titled: false,
  language: undefined,
  titleOf: (column) => column,
  wide: false,
  fileName: "Export",
  callback: undefined,
  baseUrl: "https://stats.example.org/",
  now: Date.parse("2026-06-10T12:00:00Z"),
};

const titles: Readonly<Record<string, string>> = {
  date: "Date",
  label: "Label",
  nb_visits: "Visits",
  nb_conversions: "Conversions",
  revenue: "Revenue",
};
const titled: PrintContext = { ...context, titled: true, titleOf: (column) => titles[column] ?? column };

function print(format: string, answer: Answer, how: PrintContext = context): string {
  return textOf(findFormat(format).print(answer, how));
}

function textOf({ body }: Printed): string {
  if (typeof body === "string") return body;
  return Buffer.isBuffer(body) ? body.toString("utf16le") : [...body].join("");
}

const summary: Answer = { kind: "single", columns: { nb_visits: 15, bounce_rate: "47%", avg_time_on_site: 555 } };
const value: Answer = { kind: "single", columns: { nb_visits: 5 } };
const germany: Row = {
  columns: { label: "Germany", nb_visits: 3, goals: { "idgoal=3": { nb_conversions: 1, revenue: 0 } }, nb_conversions: 1 },
  metadata: { code: "de", segment: "countryCode==de" },
};
const unitedStates: Row = {
  columns: { label: "United States", nb_visits: 2, goals: { "idgoal=5": { nb_conversions: 1, revenue: 0.1 + 0.2 } }, nb_conversions: 1 },
  metadata: { code: "us" },
};
const countries: Answer = { kind: "table", rows: [germany, unitedStates] };
const empty: Answer = { kind: "table", rows: [] };
const nested: Answer = {
  kind: "table",
  rows: [
    {
      columns: { label: "Video", nb_events: 2 },
      subtable: { id: 7, table: { kind: "table", rows: [{ columns: { label: "Play", nb_events: 2 } }] } },
    },
    { columns: { label: "Form", nb_events: 1 }, subtable: { id: 8 } },
  ],
};
const byDate = (...entries: (readonly [string, Answer])[]): Answer => ({ kind: "map", key: "date", entries });
const bySite = (...entries: (readonly [string, Answer])[]): Answer => ({ kind: "map", key: "idSite", entries });
const data = (plain: Extract<Answer, { kind: "data" }>["value"]): Answer => ({ kind: "data", value: plain });

describe("json", () => {
  it.each<[string, Answer, string]>([
    ["a summary", summary, '{"nb_visits":15,"bounce_rate":"47%","avg_time_on_site":555}'],
    ["one figure", value, '{"value":5}'],
    ["no figure", { kind: "single", columns: {} }, "[]"],
    ["figures by date", byDate(["2026-05-29", value], ["2026-05-30", value]), '{"2026-05-29":5,"2026-05-30":5}'],
    ["sites in their order", bySite(["2", value], ["1", byDate(["2026", empty])]), '{"2":5,"1":{"2026":[]}}'],
    ["no site", bySite(), "[]"],
    ["no row", empty, "[]"],
    [
      "rows below rows",
      nested,
      '[{"label":"Video","nb_events":2,"idsubdatatable":7,"subtable":[{"label":"Play","nb_events":2}]},{"label":"Form","nb_events":1,"idsubdatatable":8}]',
    ],
    ["text", data("USD"), '{"value":"USD"}'],
    ["false", data(false), '{"value":false}'],
    ["nothing", data(null), '{"value":null}'],
    ["a list", data([1, 2]), "[1,2]"],
    ["an empty map", data({}), "[]"],
    ["a map", data({ reader: [1] }), '{"reader":[1]}'],
  ])("prints %s", (_, answer, text) => expect(print("json", answer)).toBe(text));

  it("lets what is told beside the figures never replace one", () => {
    expect(print("json", { kind: "table", rows: [{ columns: { url: 1 }, metadata: { url: "x" } }] })).toBe('[{"url":1}]');
  });
});

const head = '<?xml version="1.0" encoding="utf-8" ?>\n';

describe("xml", () => {
  it.each<[string, Answer, string]>([
    [
      "a summary",
      summary,
      "<result>\n\t<nb_visits>15</nb_visits>\n\t<bounce_rate>47%</bounce_rate>\n\t<avg_time_on_site>555</avg_time_on_site>\n</result>",
    ],
    ["one figure", value, "<result>5</result>"],
    ["no row", empty, "<result />"],
    [
      "figures by date",
      byDate(["2026-05-29", value], ["2026-05-30", { kind: "single", columns: {} }]),
      '<results>\n\t<result date="2026-05-29">5</result>\n\t<result date="2026-05-30" />\n</results>',
    ],
    [
      "rows with goals",
      { kind: "table", rows: [germany] },
      `<result>
	<row>
		<label>Germany</label>
		<nb_visits>3</nb_visits>
		<goals>
			<row idgoal='3'>
				<nb_conversions>1</nb_conversions>
				<revenue>0</revenue>
			</row>
		</goals>
		<nb_conversions>1</nb_conversions>
		<code>de</code>
		<segment>countryCode==de</segment>
	</row>
</result>`,
    ],
    [
      "rows by site and date",
      bySite(["1", byDate(["2026-06", { kind: "table", rows: [{ columns: { label: "a & <b>", nb_visits: 0.1 + 0.2 } }] }])]),
      `<results>
	<result idSite="1">
		<result date="2026-06">
			<row>
				<label>a &amp; &lt;b&gt;</label>
				<nb_visits>0.3</nb_visits>
			</row>
		</result>
	</result>
</results>`,
    ],
    [
      "columns whose names are no names",
      { kind: "table", rows: [{ columns: { label: "x", "Mobile app": 1 } }] },
      '<result>\n\t<row>\n\t\t<col name="label">x</col>\n\t\t<col name="Mobile app">1</col>\n\t</row>\n</result>',
    ],
    ["text", data("USD"), "<result>USD</result>"],
    ["empty text", data(""), "<result />"],
    ["false", data(false), "<result>0</result>"],
    ["a list", data([1, 2]), "<result>\n\t<row>1</row>\n\t<row>2</row>\n</result>"],
    [
      "a list of maps",
      data([{ idsite: 1, description: "", on: true }]),
      "<result>\n\t<row>\n\t\t<idsite>1</idsite>\n\t\t<description />\n\t\t<on>1</on>\n\t</row>\n</result>",
    ],
    ["a map of values", data({ a: 1, b: null }), "<result>\n\t<row>\n\t\t<a>1</a>\n\t\t<b />\n\t</row>\n</result>"],
    ["a map of one value", data({ a: 1 }), "<result>\n\t<a>1</a>\n</result>"],
    [
      "a map of maps",
      data({ reader: { "1": "view" }, "idsite=2": [3] }),
      '<result>\n\t<reader>\n\t\t<row key="1">view</row>\n\t</reader>\n\t<row idsite="2">\n\t\t<row>3</row>\n\t</row>\n</result>',
    ],
    ["characters that XML has not", data("a\u0000\u0007b\ud800"), "<result>ab</result>"],
  ])("prints %s", (_, answer, text) => expect(print("xml", answer)).toBe(head + text));

  it("prints success and errors", () => {
    expect(textOf(findFormat("xml").done(context))).toBe(`${head}<result>\n\t<success message="ok" />\n</result>`);
    expect(textOf(findFormat("xml").error('no "such" site', context))).toBe(
      `${head}<result>\n\t<error message="no &quot;such&quot; site" />\n</result>`,
    );
  });
});

describe("csv", () => {
  it.each<[string, Answer, string]>([
    ["a summary", summary, "nb_visits,bounce_rate,avg_time_on_site\n15,47%,555"],
    ["one figure", value, "value\n5"],
    ["no row", empty, "No data available"],
    [
      "rows whose columns differ",
      countries,
      "label,nb_visits,goals_idgoal=3_nb_conversions,goals_idgoal=3_revenue,nb_conversions,metadata_code,metadata_segment,goals_idgoal=5_nb_conversions,goals_idgoal=5_revenue\n" +
        "Germany,3,1,0,1,de,countryCode==de,,\n" +
        "United States,2,,,1,us,,1,0.3",
    ],
    ["rows without those below", nested, "label,nb_events\nVideo,2\nForm,1"],
    ["figures by week", byDate(["2026-05-25,2026-05-31", value]), 'date,value\n"2026-05-25,2026-05-31",5'],
    [
      "rows by date, each line as long as is known by then",
      byDate(
        ["2026-05", { kind: "table", rows: [{ columns: { label: "a", x: 1 } }] }],
        ["2026-06", empty],
        ["2026-07", { kind: "table", rows: [{ columns: { label: "b", y: 2 } }] }],
      ),
      "date,label,x,y\n2026-05,a,1\n2026-07,b,,2",
    ],
    ["rows by site and date", bySite(["1", byDate(["2026", value])]), "idSite,date,value\n1,2026,5"],
    ["a list", data(["a", "b"]), "a\nb"],
    [
      "a list of maps",
      data([
        { id: 1, name: "x" },
        { id: 2, urls: ["y"] },
      ]),
      "id,name,urls_0\n1,x,\n2,,y",
    ],
    [
      "texts with what must be quoted",
      data([{ a: 'say "x"' }, { a: "x, y" }, { a: "x;y" }, { a: "x\ty" }, { a: "two\nlines" }]),
      'a\n"say ""x"""\n"x, y"\n"x;y"\nx y\n"two\nlines"',
    ],
    [
      "no formulas",
      data([{ a: "=cmd()" }, { a: "+1+1" }, { a: "@x" }, { a: "-5" }, { a: "-x" }, { a: "+5%" }, { a: "%=x" }, { a: "%00=x" }]),
      "a\n'=cmd()\n'+1+1\n'@x\n-5\n'-x\n+5%\n'%=x\n'%00=x",
    ],
  ])("prints %s", (_, answer, text) => expect(print("csv", answer)).toBe(text));

  it("titles columns", () => {
    const answer = byDate(["2026-06", { kind: "table", rows: [germany] }]);
    expect(print("csv", answer, titled)).toBe(
      "Date,Label,Visits,Conversions (Goal idgoal=3),Revenue (Goal idgoal=3),Conversions,Metadata: code,Metadata: segment\n2026-06,Germany,3,1,0,1,de,countryCode==de",
    );
  });

  it("is UTF-16 with a mark at the beginning, as spreadsheets want it", () => {
    const { body, type, fileName } = findFormat("csv").print(data([{ a: "é" }]), { ...context, wide: true });
    expect(type).toBe("text/csv; charset=utf-16le");
    expect(body).toEqual(Buffer.from([0xff, 0xfe, 0x61, 0, 0x0a, 0, 0xe9, 0]));
    expect(fileName).toBe("Export.csv");
  });
});

describe("tsv", () => {
  it("separates by tabs", () => {
    expect(print("tsv", summary)).toBe("nb_visits\tbounce_rate\tavg_time_on_site\n15\t47%\t555");
    expect(findFormat("tsv").print(summary, context).type).toBe("text/tab-separated-values; charset=utf-8");
  });
});

describe("html", () => {
  it("prints one table, with the labels of maps in columns", () => {
    const answer = byDate(["2026-06", { kind: "table", rows: [{ columns: { label: "<b>", nb_visits: null } }] }]);
    expect(print("html", answer)).toBe(
      '<table id="UserCountry_getCountry" border="1">\n<thead>\n\t<tr>\n\t\t<th>_date</th>\n\t\t<th>label</th>\n\t\t<th>nb_visits</th>\n\t</tr>\n</thead>\n<tbody>\n' +
        "\t<tr>\n\t\t<td>2026-06</td>\n\t\t<td>&lt;b&gt;</td>\n\t\t<td>-</td>\n\t</tr>\n</tbody>\n</table>\n",
    );
  });
});

describe("rss", () => {
  it("has an item for each period, the latest first", () => {
    const text = print("rss", byDate(["2026-06-01", value], ["2026-06-02", value]));
    expect([...text.matchAll(/<pubDate>(.*?)<\/pubDate>/g)].map(([, date]) => date)).toEqual([
      "Wed, 10 Jun 2026 12:00:00 +0000",
      "Tue, 02 Jun 2026 00:00:00 +0000",
      "Mon, 01 Jun 2026 00:00:00 +0000",
    ]);
    expect(text).toContain("<description>&lt;table");
  });

  it.each([countries, bySite(["1", value])])("refuses what has no dates", (answer) => {
    expect(() => print("rss", answer)).toThrow("several dates");
  });
});

describe("large answers", () => {
  const rows = (count: number): readonly Row[] =>
    Array.from({ length: count }, (_, index) => ({
      columns: { label: `page ${index}`, nb_visits: index },
      metadata: { url: "https://example.org/" },
    }));
  const table = (count: number): Answer => ({ kind: "table", rows: rows(count) });

  it.each(["json", "xml", "csv", "tsv", "html"])("%s goes out in chunks that make the same text", (format) => {
    const { body } = findFormat(format).print(table(6_000), context);
    expect(typeof body).toBe("object");
    const chunks = [...(body as Iterable<string>)];
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.every((chunk) => chunk.length < 70_000)).toBe(true);
    const [whole, small] = [chunks.join(""), print(format, table(4_999))];
    const common = small.lastIndexOf("page 4998");
    expect(whole.slice(0, common)).toBe(small.slice(0, common));
    expect(whole.slice(-20)).toBe(print(format, table(6_000)).slice(-20));
    expect(whole).toContain("page 5999");
  });

  it("is valid JSON and XML still", () => {
    expect(JSON.parse(print("json", table(6_000)))).toHaveLength(6_000);
    expect(
      JSON.parse(
        print("json", {
          kind: "map",
          key: "date",
          entries: [
            ["a", table(6_000)],
            ["b", table(0)],
          ],
        }),
      ),
    ).toMatchObject({ b: [] });
    expect(print("xml", table(6_000)).match(/<row>|<\/row>/g)).toHaveLength(12_000);
  });

  it("is UTF-16 where delimited text is", () => {
    const { body } = findFormat("csv").print(table(6_000), { ...context, wide: true });
    const text = Buffer.concat([...(body as Iterable<Buffer>)]).toString("utf16le");
    expect(text.startsWith("\ufefflabel,nb_visits,metadata_url\npage 0,0,")).toBe(true);
  });
});
