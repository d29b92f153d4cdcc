import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../base/errors.ts";
import { type Expression, operators } from "./expression.ts";
import { parseSegment } from "./parse.ts";
import { printSegment } from "./print.ts";

const names = new Set(["countryCode", "browserCode", "pageUrl", "pageTitle", "actions", "city"]);

/** Conditions as text, groups in order: `[["countryCode == us"]]`. */
function told(text: string): readonly (readonly string[])[] {
  return parseSegment(text, names).map((group) => group.map(({ name, operator, value }) => `${name} ${operator} ${value}`));
}

describe("a segment", () => {
  it.each([
    ["countryCode==us", [["countryCode == us"]]],
    ["countryCode==us,countryCode==de;actions>=2", [["countryCode == us", "countryCode == de"], ["actions >= 2"]]],
    ["", []],
    ["  ", []],
    ["countryCode==us;;actions<3", [["countryCode == us"], ["actions < 3"]]],
    ["countryCode==us; actions<3", [["countryCode == us"], ["actions < 3"]]],
    ["pageTitle==", [["pageTitle == "]]],
    ["pageTitle!=", [["pageTitle != "]]],
    ["pageTitle=@a\\,b\\;c", [["pageTitle =@ a,b;c"]]],
    ["pageTitle==a=b", [["pageTitle == a=b"]]],
    ["pageTitle=^About;pageUrl=$faq", [["pageTitle =^ About"], ["pageUrl =$ faq"]]],
    ["pageTitle!@<b>", [["pageTitle !@ <b>"]]],
    ["city==Berlin;", [["city == Berlin;"]]],
    ["pageTitle==two\nlines", [["pageTitle == two\nlines"]]],
  ])("%s", (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it.each([
    ["raw", "city==São Paulo;actions>2"],
    ["encoded", "city%3D%3DS%C3%A3o%20Paulo%3Bactions%3E2"],
    ["encoded twice", encodeURIComponent(encodeURIComponent("city==São Paulo;actions>2"))],
    ["encoded as forms do", "city%3D%3DS%C3%A3o+Paulo%3Bactions%3E2"],
    ["escaped for HTML", "city==S&atilde;o Paulo;actions&gt;2"],
    ["values encoded only", "city==S%C3%A3o+Paulo;actions>2"],
  ])("means the same %s", (_, text) => {
    expect(told(text)).toEqual([["city == São Paulo"], ["actions > 2"]]);
  });

  it("keeps an encoded delimiter in the value where what follows is no condition", () => {
    expect(told("pageUrl==a%3Bb")).toEqual([["pageUrl == a;b"]]);
    expect(told("pageUrl==a%3Bcity==b")).toEqual([["pageUrl == a"], ["city == b"]]);
  });

  it("says where each condition begins", () => {
    const at = parseSegment("countryCode==us,city==x;actions>1", names).flatMap((group) => group.map((condition) => condition.at));
    expect(at).toEqual([1, 17, 25]);
  });

  it.each([
    ["countryCode", /'countryCode', at character 1, is not valid.*no operator/],
    ["countryCode=us", /is not valid/],
    ["==", /is not valid/],
    ["actions>1;pageUrl=~x", /'pageUrl=~x', at character 11, is not valid/],
    ["countryCode==us,,city==x", /'', at character 17, is not valid/],
    ["actions>", /is not valid: it has no value/],
    ["nothing==1", /'nothing' is not a supported segment/],
    ["(countryCode==us)", /'\(countryCode' is not a supported segment/],
    ["actions>1;countrycode==us", /'countrycode' is not a supported segment \(at character 11\)\. Did you mean countryCode\?/],
    ["pageUlr==x", /Did you mean pageUrl\?/],
  ])("is refused: %s", (text, message) => {
    expect(() => parseSegment(text, names)).toThrow(UserError);
    expect(() => parseSegment(text, names)).toThrow(message);
  });
});

it("is refused where it is too long", () => {
  expect(() => parseSegment(`pageUrl==${"x".repeat(9000)}`, names)).toThrow(/longer than 8192 characters/);
  const many = (count: number) => Array.from({ length: count }, () => "actions>1").join(";");
  expect(() => parseSegment(many(101), names)).toThrow(/'actions', at character 1001, is not valid: a segment can have 100 conditions/);
  expect(parseSegment(many(100), names)).toHaveLength(100);
});

const condition = fc
  .record({
    name: fc.constantFrom(...names),
    operator: fc.constantFrom(...operators),
    value: fc.string({ unit: "grapheme", maxLength: 30 }),
  })
  .filter(({ operator, value }) => value !== "" || operator === "==" || operator === "!=");

it("reads back what it prints", () => {
  const expressions = fc.array(fc.array(condition, { minLength: 1, maxLength: 3 }), { maxLength: 3 });
  fc.assert(
    fc.property(expressions, (groups) => {
      const expression: Expression = groups.map((group) => group.map((one) => ({ ...one, at: 0 })));
      const again = parseSegment(printSegment(expression), names);
      expect(again.map((group) => group.map((one) => ({ ...one, at: 0 })))).toEqual(expression);
    }),
    { numRuns: 300 },
  );
});

it("reads any text, or says what is wrong with it", () => {
  const likely = fc.array(fc.oneof(fc.constantFrom(...names, ...operators, ";", ",", "\\", "%", "+", "&gt;", "%3B"), fc.string()));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        likely.map((pieces) => pieces.join("")),
      ),
      (text) => {
        try {
          parseSegment(text, names);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      },
    ),
    { numRuns: 300 },
  );
});
