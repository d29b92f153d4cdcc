import { escapeHtml } from "../base/html.ts";
import type { CallableMethod, CallableParam } from "./method-list.ts";

/** A page of all methods, module by module; each can be linked to by its name. */
export function methodPage(methods: readonly CallableMethod[]): string {
  const modules = [...new Set(methods.map(({ module }) => module))];
  const sections = modules.map((module) =>
    section(
      module,
      methods.filter((each) => each.module === module),
    ),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Footfall: the API</title>
<h1>The API</h1>
<p>A parameter with a question mark may be left out.</p>
${sections.join("\n")}
</html>
`;
}

function section(module: string, methods: readonly CallableMethod[]): string {
  const items = methods.map(({ method, docs, params }) => {
    const name = escapeHtml(method);
    return `<dt id="${name}"><code>${name} (${escapeHtml(params.map(told).join(", "))})</code></dt>\n<dd>${escapeHtml(docs)}</dd>`;
  });
  return `<h2 id="${escapeHtml(module)}">${escapeHtml(module)}</h2>\n<dl>\n${items.join("\n")}\n</dl>`;
}

function told({ name, type, required }: CallableParam): string {
  return `${name}${required ? "" : "?"}: ${type}`;
}
