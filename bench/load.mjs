import { connect } from "node:net";

/**
 * Sends requests over connections that are kept open, each connection one request at a time, for some seconds or until so many are sent.
 * `next(n)` gives the bytes of the n-th request. Gives {perSecond, p50, p99 (milliseconds), count, failed}; answers above status 299 fail.
 */
export async function drive({ url, connections, seconds = Number.POSITIVE_INFINITY, requests = Number.POSITIVE_INFINITY, next }) {
  const { hostname, port } = new URL(url);
  const latencies = [];
  let sent = 0;
  let failed = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const ask = await openConnection(hostname, Number(port));
      while (performance.now() < end && sent < requests) {
        const before = performance.now();
        const status = await ask(next(sent++));
        latencies.push(performance.now() - before);
        if (status > 299) failed++;
      }
      ask.close();
    }),
  );
  const took = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return { perSecond: latencies.length / took, p50: at(0.5), p99: at(0.99), count: latencies.length, failed };
}

/** A connection as a function from the bytes of a request to the status of its answer. Answers must tell their length. */
export function openConnection(host, port) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    let waiting;
    let received = "";
    const ask = (bytes) =>
      new Promise((answer, fail) => {
        waiting = { answer, fail };
        socket.write(bytes);
      });
    ask.close = () => socket.destroy();
    socket.setEncoding("latin1");
    socket.once("connect", () => resolve(ask));
    socket.on("error", (error) => (waiting ? waiting.fail(error) : reject(error)));
    socket.on("close", () => waiting?.fail(new Error("the server closed the connection")));
    socket.on("data", (piece) => {
      received += piece;
      const head = received.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.slice(0, head + 2))?.[1] ?? 0);
      if (received.length < head + 4 + length) return;
      const status = Number(received.slice(9, 12));
      received = received.slice(head + 4 + length);
      const { answer } = waiting;
      waiting = undefined;
      answer(status);
    });
  });
}

/** The bytes of a GET. */
export function get(path, headers = {}) {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n${headerLines(headers)}\r\n`);
}

/** The bytes of a POST. */
export function post(path, type, body) {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function headerLines(headers) {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
}
