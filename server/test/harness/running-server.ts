import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../../src/base/log.ts";
import { readConfig } from "../../src/config.ts";
import { startServer } from "../../src/main.ts";
import { firefox } from "./browsers.ts";

type Texts = Readonly<Record<string, string>>;

export interface RunningServer {
  readonly url: string;
  readonly token: string;
  /** Of the user admin, whose token that is. */
  readonly password: string;
  /** Its data folder. */
  readonly data: string;
  /** Lines that it logged as errors. */
  readonly errors: readonly string[];
  /** Calls the API with the superuser's token and reads the JSON. */
  ask(method: string, params?: Texts): Promise<unknown>;
  /** Sends one hit; gives the status. */
  hit(params: Texts, headers?: Texts): Promise<number>;
  close(): Promise<void>;
}

const token = "0123456789abcdef0123456789abcdef";

/** Starts a server of the sources in this process, on a free port with an empty data folder; `close()` ends it and removes its data. */
export async function startRunningServer(settings: Texts = {}): Promise<RunningServer> {
  const data = await mkdtemp(join(tmpdir(), "footfall-running-"));
  const errors: string[] = [];
  const config = readConfig({ FOOTFALL_DATA: data, FOOTFALL_PORT: "0", FOOTFALL_BOOTSTRAP_TOKEN: token, ...settings });
  const server = await startServer(
    config,
    createLog("error", (line) => errors.push(line)),
  );
  return {
    url: server.url,
    token,
    password: server.firstUser?.password ?? "",
    data,
    errors,
    ask: async (method, params = {}) => {
      const body = new URLSearchParams({ module: "API", format: "JSON", token_auth: token, method, ...params });
      return (await fetch(new URL("index.php", server.url), { method: "POST", body })).json();
    },
    hit: async (params, headers = {}) => {
      const answer = await fetch(new URL(`matomo.php?${new URLSearchParams({ rec: "1", ...params })}`, server.url), {
        headers: { "user-agent": firefox, ...headers },
      });
      await answer.arrayBuffer();
      return answer.status;
    },
    close: async () => {
      await server.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
