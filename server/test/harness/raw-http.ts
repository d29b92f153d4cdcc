import { connect } from "node:net";

/**
 * Sends these bytes as they are on a connection of their own and gives the status of the answer; 0 where the connection ends without
 * one. The request has to ask for the connection to be closed.
 */
export function sendBytes(url: string, bytes: Buffer): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      answer += text;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0)));
  });
}

/** An HTTP request as bytes; nothing in it is checked or encoded. */
export function requestBytes(
  method: string,
  target: Buffer,
  headers: readonly (readonly [name: string, value: Buffer])[],
  body: Buffer,
): Buffer {
  const all = [...headers, ["connection", Buffer.from("close")] as const, ["content-length", Buffer.from(String(body.length))] as const];
  return Buffer.concat([
    Buffer.from(`${method} `),
    target,
    Buffer.from(" HTTP/1.1\r\nhost: localhost\r\n"),
    ...all.flatMap(([name, value]) => [Buffer.from(`${name}: `), value, Buffer.from("\r\n")]),
    Buffer.from("\r\n"),
    body,
  ]);
}
