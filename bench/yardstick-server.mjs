// The least that answers a GIF: `node yardstick-server.mjs http|fastify`. Prints its address.

import { createServer } from "node:http";
import { fastify } from "fastify";

const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==", "base64");

if (process.argv[2] === "http") {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "image/gif", "content-length": gif.length });
    response.end(gif);
  });
  server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
} else {
  const server = fastify();
  server.get("/matomo.php", (_request, reply) => reply.type("image/gif").send(gif));
  console.log(`${await server.listen({ host: "127.0.0.1", port: 0 })}/`);
}
