// node clickhouse-front.mjs FOLDER PORT: the embedded engine behind the HTTP interface of a ClickHouse server, in a process of its own.
// Only for tests: it stands for a server that can be stopped, killed and started while Footfall runs.

import { createServer } from "node:http";
import { createRequire } from "node:module";

const [folder, port] = process.argv.slice(2);
const { Session } = createRequire(import.meta.url)("chdb");
/** Connections to the engine, each one query at a time. */
const idle = Array.from({ length: 4 }, () => new Session(folder));
const waiting = [];
/** What the client says to the HTTP server and not to the engine. */
const ofHttp = /^(query|query_id|database|session_id|default_format|wait_end_of_query|enable_http_compression|send_progress_.*|http_.*)$/;
const literal = (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

async function run(statement) {
  const session = idle.pop() ?? (await new Promise((resolve) => waiting.push(resolve)));
  try {
    return (await session.queryAsync(statement)).bytes();
  } finally {
    const next = waiting.shift();
    if (next) next(session);
    else idle.push(session);
  }
}

/** The statement of a request with its database, its settings and the values of its parameters. */
function statementOf(parameters, body) {
  const settings = [...parameters].filter(([name]) => !ofHttp.test(name)).map(([name, value]) => `SET ${name} = ${literal(value)}`);
  const query = [parameters.get("query"), body].filter(Boolean).join("\n");
  return [`USE \`${parameters.get("database") ?? "default"}\``, ...settings, query].join("; ");
}

const server = createServer({ maxHeaderSize: 1024 * 1024 }, async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  if (pathname === "/ping") return response.end("Ok.\n");
  try {
    response.end(await run(statementOf(searchParams, Buffer.concat(pieces).toString("utf8"))));
  } catch (error) {
    const code = /Code: (\d+)/.exec(error.message)?.[1] ?? "1";
    response.writeHead(500, { "x-clickhouse-exception-code": code }).end(error.message);
  }
});
server.listen(Number(port), "127.0.0.1", () => console.log(`listening on ${server.address().port}`));
