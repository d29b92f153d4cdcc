import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A website that stands under any host name. */
export interface Website {
  /** The address of a page. */
  at(path: string, host?: string): string;
  /** Puts a page there: what is in its head, and its body. */
  put(path: string, head: string, body?: string): void;
  close(): Promise<void>;
}

export async function openWebsite(): Promise<Website> {
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? "/", "http://any").pathname);
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    response.end(page ?? "<title>nothing</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    at: (path, host = "shop.test") => `http://${host}:${port}${path}`,
    put: (path, head, body = "") => {
      const title = path.slice(1) || "Home";
      pages.set(
        path,
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`,
      );
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
