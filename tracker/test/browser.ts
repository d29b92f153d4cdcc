import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Debian's; CHROMIUM names another one. */
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Why no test can run in a browser here; undefined where one can. */
export const noBrowser: string | undefined = existsSync(executablePath) ? undefined : `there is no browser at ${executablePath}`;

/** Of a browser with a window: one without is a robot to the server. Beacons of a page that goes have no other one but the browser's own. */
const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** Starts a browser for which every host is this machine. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--host-resolver-rules=MAP * 127.0.0.1", `--user-agent=${userAgent}`] });
}
