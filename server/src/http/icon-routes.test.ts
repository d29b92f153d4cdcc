import { readFileSync } from "node:fs";
import { fastify } from "fastify";
import { afterAll, describe, expect, it } from "vitest";
import { aiAssistantLogo } from "../base/referrer-places.ts";
import { iconRoutes } from "./icon-routes.ts";

const server = fastify();
iconRoutes(server);
afterAll(() => server.close());

function readData<Facts>(file: string): Facts {
  return JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), "utf8")) as Facts;
}

const dist = "plugins/Morpheus/icons/dist";
const get = (path: string, headers: Record<string, string> = {}) => server.inject({ url: `/${path}`, headers });

/** Width and height as a PNG's first chunk tells them. */
async function sizeOf(path: string): Promise<string> {
  const { statusCode, headers, rawPayload } = await get(encodeURI(path));
  if (statusCode !== 200 || headers["content-type"] !== "image/png") return `${statusCode}`;
  if (rawPayload.toString("latin1", 1, 4) !== "PNG") return "no PNG";
  return `${rawPayload.readUInt32BE(16)}x${rawPayload.readUInt32BE(20)}`;
}

describe("a picture", () => {
  it.each(
    Object.entries(readData<Record<string, readonly string[]>>("icons.json")),
  )("stands at each path that is known of the set %s", async (set, names) => {
    const size = set === "flags" ? "48x36" : "48x48";
    for (const name of names) expect([name, await sizeOf(`${dist}/${set}/${name}.png`)]).toEqual([name, size]);
  });

  it("stands at the path of each AI assistant's logo", async () => {
    const names = readData<readonly { readonly name: string }[]>("ai-assistants.json").map(({ name }) => name);
    for (const name of [...names, "nobody's"]) expect([name, await sizeOf(aiAssistantLogo(name))]).toEqual([name, "48x48"]);
  });

  it.each([
    "Morpheus/images/goal",
    "Morpheus/images/contentinteraction",
    "Live/images/returningVisitor",
  ])("of the visitor log comes in two formats: %s", async (path) => {
    expect(await sizeOf(`plugins/${path}.png`)).toBe("48x48");
    const answer = await get(`plugins/${path}.svg`);
    expect(answer.headers["content-type"]).toBe("image/svg+xml");
    expect(answer.body).toMatch(/^<svg /);
  });

  it("is kept by the browser, and not sent again while it is the same", async () => {
    const path = `${dist}/flags/us.png`;
    const { headers } = await get(path);
    expect(headers["cache-control"]).toBe("public, max-age=2592000");
    const tag = headers.etag as string;
    for (const asked of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
      const again = await get(path, { "if-none-match": asked });
      expect([asked, again.statusCode, again.body]).toEqual([asked, 304, ""]);
    }
    expect((await get(path, { "if-none-match": '"other"' })).statusCode).toBe(200);
    expect((await get(`${dist}/flags/de.png`)).headers.etag).not.toBe(tag);
  });

  it("is found whatever the query says", async () => {
    expect((await get(`${dist}/flags/us.png?v=1`)).statusCode).toBe(200);
  });
});

describe("no picture", () => {
  it.each([
    `${dist}/flags/nowhere.png`,
    `${dist}/flags/US.png`,
    `${dist}/flags/us.svg`,
    `${dist}/flags/`,
    `${dist}/flags`,
    "plugins/",
    "plugins/CoreHome/images/any.png",
    `${dist}/flags/../../../../../../icons.json`,
    `${dist}/..%2f..%2f..%2f..%2f..%2ficons.json`,
    `${dist}/flags/..%2fflags/us.png`,
    "plugins/%2e%2e/%2e%2e/icons.json",
    "plugins//etc/passwd",
    `${dist}/flags/us.png%00`,
    "plugins/constructor",
  ])("stands at %s", async (path) => {
    expect((await get(path)).statusCode).toBe(404);
  });
});
