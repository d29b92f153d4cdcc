import type { Command } from "commander";
import { StartError } from "../base/start-error.ts";

/** What the server answered to a command that it refused. Exit code 1. */
export class RefusedError extends Error {}

export interface BulkAnswer {
  readonly tracked: number;
  readonly invalid: number;
}

/** Talks to a running server over HTTP: the data folder belongs to that process alone. */
export interface Client {
  /** The address of the server, with a trailing slash. */
  readonly url: string;
  readonly token: string;
  /** Calls a method of the API. Throws RefusedError with the server's own words. */
  call(method: string, params?: Readonly<Record<string, ApiValue>>): Promise<unknown>;
  /** Has the server make a backup; gives the path, on the server's machine. */
  backUp(): Promise<{ readonly path: string; readonly bytes: number }>;
  /** Tracks many requests at once, each a query string. */
  track(requests: readonly string[]): Promise<BulkAnswer>;
}

export type ApiValue = string | number | boolean | readonly (string | number)[] | undefined;

interface ClientFlags {
  readonly url?: string;
  readonly token?: string;
}

/** Adds the flags with which every command finds its server. */
export function addClientFlags(command: Command): Command {
  return command
    .option("--url <address>", "address of the running server (FOOTFALL_URL, default http://127.0.0.1:8080/)")
    .option(
      "--token <token>",
      "a superuser's token (FOOTFALL_TOKEN; better there than here, where other users of the machine can read it)",
    );
}

/** The client that a command's flags, or else the environment, ask for. Throws a StartError where address or token is missing or wrong. */
export function clientOf(command: Command, environment: Readonly<Record<string, string | undefined>> = process.env): Client {
  const flags = command.optsWithGlobals<ClientFlags>();
  const url = flags.url ?? (environment.FOOTFALL_URL || "http://127.0.0.1:8080/");
  const token = flags.token ?? environment.FOOTFALL_TOKEN;
  if (!URL.canParse(url) || !/^https?:/i.test(url))
    throw new StartError(`The address '${url}' cannot be used: write it like http://127.0.0.1:8080/.`);
  if (!token) throw new StartError("Which token? Set FOOTFALL_TOKEN or give --token; the server printed one on its first start.");
  return createClient(url.endsWith("/") ? url : `${url}/`, token);
}

export function createClient(url: string, token: string): Client {
  return {
    url,
    token,
    call: async (method, params = {}) => {
      const form = formOf({ ...params, module: "API", method, format: "JSON", token_auth: token });
      const answer = await post(new URL("index.php", url), form);
      if (isRefusal(answer)) throw new RefusedError(answer.message);
      return answer;
    },
    backUp: async () => {
      const answer = await post(new URL("backup", url), formOf({ token_auth: token }));
      return answer as { readonly path: string; readonly bytes: number };
    },
    track: async (requests) => {
      const answer = await post(new URL("matomo.php", url), JSON.stringify({ requests, token_auth: token }), "application/json");
      return answer as BulkAnswer;
    },
  };
}

function formOf(params: Readonly<Record<string, ApiValue>>): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (Array.isArray(value)) for (const item of value) form.append(`${name}[]`, String(item));
    else if (typeof value === "boolean") form.append(name, value ? "1" : "0");
    else if (value !== undefined) form.append(name, String(value));
  }
  return form;
}

async function post(address: URL, body: URLSearchParams | string, type?: string): Promise<unknown> {
  const response = await fetch(address, { method: "POST", body, ...(type && { headers: { "content-type": type } }) }).catch(
    (error: Error) => {
      throw new StartError(
        `No Footfall answers at ${address.origin}: ${causeOf(error)}. Is it running (footfall serve), and is --url right?`,
      );
    },
  );
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new RefusedError(`${address.origin} answered with ${response.status}: ${text.slice(0, 300)}`);
  }
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}

function isRefusal(answer: unknown): answer is { readonly message: string } {
  return typeof answer === "object" && answer !== null && "result" in answer && answer.result === "error";
}
