import { readFileSync } from "node:fs";

/** How the box looks in which visitors say whether they are counted. Absent ones are as on the page around it. */
export interface OptOutStyle {
  readonly backgroundColor?: string;
  readonly color?: string;
  readonly fontSize?: string;
  readonly fontFamily?: string;
}

export interface OptOutSettings {
  /** The id of the element in which it stands. */
  readonly divId: string;
  /** `de`, or `auto` for the browser's own. */
  readonly language: string;
  readonly showIntro: boolean;
  readonly style: OptOutStyle;
  /** Whether it stands on a page of this server, perhaps in a frame, and not on the website itself. */
  readonly framed: boolean;
}

const read = (name: string) => readFileSync(new URL(`../../data/${name}`, import.meta.url), "utf8");

const code = read("opt-out.js").replace(/^\/\*.*\*\/\n/, "");
const texts = JSON.parse(read("opt-out-texts.json")) as Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The script that shows the box and keeps what the visitor says in cookies; it can stand between script tags. */
export function optOutScript(settings: OptOutSettings): string {
  // Nothing in it can end the script: `<` stands for itself in JSON only as an escape.
  const json = JSON.stringify({ ...settings, texts }).replaceAll("<", "\\u003c");
  return code.replace("OPT_OUT", () => json);
}

/** What each part of a style may be, so that nothing else gets into a page. */
const allowed: Readonly<Record<keyof OptOutStyle, RegExp>> = {
  backgroundColor: /^#?([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i,
  color: /^#?([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i,
  fontSize: /^\d{1,3}(\.\d{1,2})?(px|pt|em|rem|%)$/,
  fontFamily: /^[A-Za-z0-9 ,'-]{1,100}$/,
};

/** Reads a part of a style; undefined for empty text, and where it is none. Colours may lack their `#`. */
export function readStyle(part: keyof OptOutStyle, text: string): string | undefined {
  if (!allowed[part].test(text)) return undefined;
  return part === "color" || part === "backgroundColor" ? `#${text.replace("#", "")}` : text;
}
