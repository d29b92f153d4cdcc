#!/usr/bin/env node
import { existsSync } from "node:fs";

const cli = new URL("../dist/cli.js", import.meta.url);
if (!existsSync(cli)) {
  console.error("footfall: not built yet; run `npm run build` first");
  process.exit(2);
}
await import(cli.href);
