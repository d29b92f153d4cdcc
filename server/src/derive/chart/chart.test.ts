import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import type { Chart, ChartLook, ChartUnit } from "../../catalog/chart.ts";
import { barsThatFit } from "./bars.ts";
import { figureTexts } from "./figure-text.ts";
import { createPainter } from "./painter.ts";
import { cutText } from "./paper.ts";

const red = "#ff0000";
const look: ChartLook = {
  width: 400,
  height: 200,
  fontSize: 12,
  legendFontSize: 14,
  hasLegend: false,
  colors: [red],
  textColor: "#222222",
  backgroundColor: "#ffffff",
  gridColor: "#cccccc",
};
const draw = createPainter();

const chart = (kind: Chart["kind"], values: readonly number[], changes: Partial<Chart> = {}): Chart => ({
  kind,
  labels: values.map((_, index) => `Row ${index}`),
  series: [{ name: "Visits", values, unit: "count" }],
  currency: "€",
  ...changes,
});

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Whether the pixel there is red, or nearly. */
  readonly isRed: (x: number, y: number) => boolean;
  /** Pixels that are not of the background. */
  readonly drawn: number;
}

async function pixelsOf(png: Buffer): Promise<Pixels> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const at = (x: number, y: number) => [...data.subarray(4 * (y * image.width + x), 4 * (y * image.width + x) + 3)];
  let drawn = 0;
  for (let index = 0; index < data.length; index += 4) if (data[index] !== 255 || data[index + 1] !== 255) drawn++;
  return {
    width: image.width,
    height: image.height,
    isRed: (x, y) => {
      const [r = 0, g = 0, b = 0] = at(x, y);
      return r > 220 && g < 40 && b < 40;
    },
    drawn,
  };
}

/** Lengths of the red lines across the picture that are one pixel high, one for each bar that is met from top to bottom. */
function barLengths({ width, height, isRed }: Pixels): readonly number[] {
  const lengths: number[] = [];
  let isInside = false;
  for (let y = 0; y < height; y++) {
    const length = Array.from({ length: width }, (_, x) => isRed(x, y)).filter(Boolean).length;
    if (length > 0) lengths[isInside ? lengths.length - 1 : lengths.length] = Math.max(length, isInside ? lengths.at(-1)! : 0);
    isInside = length > 0;
  }
  return lengths;
}

describe("a picture", () => {
  it("is as large as it is asked to be", async () => {
    expect(await pixelsOf(await draw(chart("line", [1, 2]), { ...look, width: 123, height: 77 }))).toMatchObject({
      width: 123,
      height: 77,
    });
  });

  it("has bars as long as their figures are great, the first on top", async () => {
    const lengths = barLengths(await pixelsOf(await draw(chart("bars", [200, 100, 50]), look)));
    expect(lengths).toHaveLength(3);
    expect(lengths[1]! / lengths[0]!).toBeCloseTo(0.5, 1);
    expect(lengths[2]! / lengths[0]!).toBeCloseTo(0.25, 1);
  });

  it.each<[Chart["kind"]]>([
    ["line"],
    ["columns"],
    ["pie"],
  ])("of the kind %s shows its figures in the colour that is given", async (kind) => {
    const pixels = await pixelsOf(await draw(chart(kind, [3, 1, 2]), look));
    expect(barLengths(pixels).length).toBeGreaterThan(0);
    const other = await pixelsOf(await draw(chart(kind, [3, 1, 2]), { ...look, colors: ["#00ff00"] }));
    expect(barLengths(other)).toEqual([]);
  });

  it("is drawn of one figure, of none, of very many and of very small ones", async () => {
    for (const kind of ["line", "columns", "bars", "pie"] as const)
      for (const values of [[], [0], [5], [1e-9, 1e12], Array.from({ length: 300 }, (_, index) => index)])
        expect((await draw(chart(kind, values), { ...look, hasLegend: true })).length).toBeGreaterThan(100);
  });

  it("is drawn where there is hardly any room", async () => {
    for (const kind of ["line", "columns", "bars", "pie"] as const)
      expect(await pixelsOf(await draw(chart(kind, [3, 1, 2]), { ...look, width: 16, height: 16, hasLegend: true }))).toMatchObject({
        width: 16,
      });
  });

  it("keeps series of the same name apart", async () => {
    const series = { name: "Visits", values: [1, 2], unit: "count" } as const;
    for (const colors of [
      [red, "#00ff00"],
      ["#00ff00", red],
    ])
      expect(
        barLengths(await pixelsOf(await draw({ ...chart("bars", [1, 2]), series: [series, series] }, { ...look, colors }))),
      ).toHaveLength(2);
  });

  it("tells a notice, whatever stands in it", async () => {
    const plain = await draw({ kind: "notice", text: "" }, look);
    const told = await draw({ kind: "notice", text: "No\u0000thing\n\ud800 <b>here</b> {a|b}" }, look);
    expect((await pixelsOf(told)).drawn).toBeGreaterThan((await pixelsOf(plain)).drawn);
  });
});

/** Two letters of each script: boxes in place of letters that a font lacks all look the same. */
const letters: readonly (readonly [script: string, one: string, other: string])[] = [
  ["Latin", "Å", "ế"],
  ["Greek", "Σ", "Φ"],
  ["Cyrillic", "Ж", "Щ"],
  ["Arabic", "ش", "ظ"],
  ["Hebrew", "ש", "ל"],
  ["Devanagari", "क", "ह"],
  ["Bengali", "ক", "হ"],
  ["Tamil", "க", "ஹ"],
  ["Thai", "ก", "ฮ"],
  ["Khmer", "ក", "ហ"],
  ["Georgian", "კ", "ჰ"],
  ["Armenian", "Կ", "Հ"],
  ["Ethiopic", "ከ", "ሀ"],
  ["Han, simplified", "体", "图"],
  ["Han, traditional", "體", "圖"],
  ["Kana", "あ", "ん"],
  ["Hangul", "한", "글"],
  ["Emoji", "🎉", "🚀"],
];

describe("labels", () => {
  it.each(letters)("are written in %s", async (_, one, other) => {
    const [first, second] = [await draw({ kind: "notice", text: one }, look), await draw({ kind: "notice", text: other }, look)];
    expect((await pixelsOf(first)).drawn).toBeGreaterThan(0);
    expect(first.equals(second)).toBe(false);
  });

  const measure = (text: string, size: number) => [...text].length * size;
  it.each([
    ["short", 60, "short"],
    ["longer than that", 80, "longer…"],
    ["🇩🇪🇫🇷🇮🇹", 5 * 10, "🇩🇪🇫🇷…"],
    ["none", 5, "…"],
  ])("are cut between two letters: %s to %d pixels", (text, most, cut) => {
    expect(cutText(text, 10, most, { measure })).toBe(cut);
  });
});

describe("figures", () => {
  it.each<[ChartUnit, number, string | undefined, string, string]>([
    ["count", 1234.5, undefined, "1,234.5", "1,234.5"],
    ["count", 1_234_567, undefined, "1,234,567", "1.2M"],
    ["count", 1_234_567, "de", "1.234.567", "1,2 Mio."],
    ["percent", 0.1234, undefined, "12.3%", "12%"],
    ["seconds", 125.4, undefined, "2 min 5s", "2 min 5s"],
    ["seconds", 600, undefined, "10 min 0s", "10 min"],
    ["money", 12.5, undefined, "€12.50", "€12.5"],
    ["money", -25_000, undefined, "-€25,000", "-€25K"],
  ])("of the unit %s: %d, in %s", (unit, value, language, whole, short) => {
    const texts = figureTexts(unit, { currency: "€" }, { ...look, ...(language !== undefined && { language }) });
    expect([texts.whole(value), texts.short(value)].map((text) => text.replace("\u00a0", " "))).toEqual([whole, short]);
  });

  it("make fewer rows fit where each has several bars", () => {
    const [one, three] = [barsThatFit(1, look), barsThatFit(3, look)];
    expect(one).toBeGreaterThan(three);
    expect(barsThatFit(3, { ...look, height: 16 })).toBe(1);
  });
});

describe("a painter", () => {
  it("lets only so many wait", async () => {
    const busy = createPainter();
    const asked = Array.from({ length: 80 }, () => busy({ kind: "notice", text: "x" }, { ...look, width: 16, height: 16 }));
    const done = await Promise.allSettled(asked);
    const refused = done.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(80 - 62);
    expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: "too_many_at_once" });
    expect((await busy({ kind: "notice", text: "x" }, look)).length).toBeGreaterThan(0);
  });
});
