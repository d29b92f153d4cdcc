import type { Config } from "../../config.ts";
import { type Finding, ill, odd, well } from "./finding.ts";

const patience = 5000;

interface Readiness {
  readonly status: string;
  readonly waiting: number;
  readonly lag: number;
  readonly warehouse: string;
}

/** The server that should be running with these settings, asked over HTTP. */
export async function examineServer({ host, port, basePath }: Config): Promise<readonly Finding[]> {
  const here = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const address = `http://${here.includes(":") ? `[${here}]` : here}:${port}${basePath}/readyz`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(patience) }).catch((error: Error) => error);
  if (answer instanceof Error) {
    const isSlow = answer.name === "TimeoutError";
    return [
      isSlow
        ? ill(`the server on port ${port} does not answer within ${patience / 1000} seconds`, "look at its log; start it again")
        : odd(`no server runs on port ${port}`, "start it: footfall serve; or name its port with --port"),
    ];
  }
  const state = (await answer.json().catch(() => undefined)) as Readiness | undefined;
  if (!state?.status) return [ill(`port ${port} is taken by another program`, "stop that one, or choose another port with --port")];
  if (answer.status !== 200) return [ill(`the server takes no hits: ${state.status}`, "see the journal and the disk above, and its log")];
  if (state.warehouse !== "ok")
    return [ill(`the warehouse fails: ${state.waiting} hits wait, the oldest for ${state.lag} s`, "see the server's log for the reason")];
  return [well(`the server runs and takes hits; ${state.waiting} wait to be applied`)];
}
