import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Where the server looks for it. */
export const script = fileURLToPath(new URL("dist/matomo.js", import.meta.url));

/** Makes one small file of all sources, for browsers of 2019 and later. */
export async function buildScript() {
  await build({
    entryPoints: [fileURLToPath(new URL("src/main.ts", import.meta.url))],
    outfile: script,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2018",
    charset: "utf8",
    legalComments: "none",
    banner: { js: "/*! Footfall's tracking script, Apache-2.0 */" },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildScript();
