import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A font that comes with the server. */
export interface Font {
  readonly family: string;
  readonly path: string;
}

/** Filled by server/scripts/fonts. */
const folder = new URL("../../../data/fonts/", import.meta.url);

/** The fonts of pictures, in the order in which a letter is looked for; after them come those of the system. */
export const fonts: readonly Font[] = (JSON.parse(readFileSync(new URL("fonts.json", folder), "utf8")) as readonly { file: string }[]).map(
  ({ file }) => ({ family: file.replace(".ttf", ""), path: fileURLToPath(new URL(file, folder)) }),
);

/** All of them as CSS wants them. */
export const fontFamily = fonts.map(({ family }) => family).join(", ");
