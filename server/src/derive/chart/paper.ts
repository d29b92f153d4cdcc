import type { ChartLook } from "../../catalog/chart.ts";

/** What is drawn on: how it looks, and how wide texts are on it. */
export interface Paper extends ChartLook {
  /** Pixels that a text takes in a size of the font of pictures. */
  readonly measure: (text: string, fontSize: number) => number;
}

/** The text, cut between two letters to at most so many pixels, with dots where something is left out. */
export function cutText(text: string, fontSize: number, most: number, { measure }: Pick<Paper, "measure">): string {
  if (measure(text, fontSize) <= most) return text;
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  let [least, greatest] = [0, letters.length];
  while (least < greatest) {
    const middle = Math.ceil((least + greatest) / 2);
    if (measure(dotted(letters, middle), fontSize) <= most) least = middle;
    else greatest = middle - 1;
  }
  return dotted(letters, least);
}

function dotted(letters: readonly string[], count: number): string {
  return `${letters.slice(0, count).join("").trimEnd()}…`;
}

/** Keeps the direction of a text from turning what stands beside it: figures behind Arabic or Hebrew words. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
