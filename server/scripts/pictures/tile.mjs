import { readFileSync } from "node:fs";
import { Resvg } from "@resvg/resvg-js";
import * as simpleIcons from "simple-icons";
import { colorOf, contrast } from "./colors.mjs";

/** A letter has its width and the line a pen draws, in a box 12 high. */
const letters = JSON.parse(readFileSync(new URL("letters.json", import.meta.url), "utf8"));
const marks = new Map(Object.values(simpleIcons).map((icon) => [icon.slug, icon]));

/** A rounded square with what stands for the name on it: its mark where there is one, else its first letter. */
export function tile(name, mark = {}) {
  const { slug, drawing, letter, color } = typeof mark === "string" ? { slug: mark } : mark;
  const ground = color ?? (slug ? `#${markOf(slug).hex}` : colorOf(name));
  if (slug && !isWord(slug)) return square(ground, outline(slug), 0.7);
  if (drawing) return square(ground, inner(drawing), 0.68);
  return square(ground, write(letter ?? initial(name)), 0.56);
}

/** `content` is drawn for a box of 24; `size` is the part of the tile that it fills. */
function square(ground, content, size) {
  const ink = contrast(ground, "#ffffff") < 1.9 ? "#1c2430" : "#ffffff";
  const scaled = `translate(${12 - 12 * size} ${12 - 12 * size}) scale(${size})`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${shape(ground)}<g color="${ink}" fill="${ink}" transform="${scaled}">${content}</g></svg>`;
}

/** A line around it keeps a black tile apart from a black page. */
function shape(ground) {
  const line = contrast(ground, "#000000") < 1.8 ? ' stroke="#5b6675" stroke-width=".75"' : "";
  return `<rect x=".5" y=".5" width="23" height="23" rx="5" fill="${ground}"${line}/>`;
}

function write(text) {
  const gap = 4;
  const drawn = [...text].map((letter) => letters[letter]);
  const width = drawn.reduce((sum, [each]) => sum + each, gap * (drawn.length - 1));
  const scale = Math.min(24 / 12, 26 / width);
  let left = 0;
  const lines = drawn.map(([each, line]) => {
    const placed = `<path transform="translate(${left} 0)" d="${line}"/>`;
    left += each + gap;
    return placed;
  });
  const place = `translate(${12 - (width * scale) / 2} ${12 - 6 * scale}) scale(${scale})`;
  return `<g transform="${place}" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">${lines.join("")}</g>`;
}

/** Its first letter or digit. */
function initial(name) {
  return /[a-z0-9]/i.exec(name)?.[0].toUpperCase() ?? "?";
}

function inner(drawing) {
  const svg = readFileSync(new URL(`drawings/marks/${drawing}.svg`, import.meta.url), "utf8");
  return svg.replace(/^<svg[^>]*>|<\/svg>\s*$/g, "");
}

/** A name written out is too low to be read in a small square. */
function isWord(slug) {
  const { width, height } = new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${outline(slug)}</svg>`).getBBox();
  return height < 0.4 * width;
}

function outline(slug) {
  return `<path d="${markOf(slug).path}"/>`;
}

function markOf(slug) {
  const mark = marks.get(slug);
  if (!mark) throw new Error(`simple-icons has no '${slug}' any more; give it a letter or a drawing in marks.json`);
  return mark;
}
