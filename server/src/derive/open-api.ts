import type { Cells, Value } from "../catalog/table.ts";
import type { CallableMethod, CallableParam } from "./method-list.ts";

/**
 * The API as an OpenAPI 3.1 document. All methods share one address, told apart by the parameter `method`, so each stands under a
 * path that names it in the query.
 */
export function openApi(methods: readonly CallableMethod[], baseUrl: string): Cells {
  const modules = [...new Set(methods.map(({ module }) => module))];
  return {
    openapi: "3.1.0",
    info: { title: "Footfall", version: "5.2.0", description: "Reports and administration, as clients of Matomo 5.2 know them." },
    servers: [{ url: baseUrl }],
    tags: modules.map((name) => ({ name })),
    security: [{ token: [] }],
    paths: Object.fromEntries(methods.map((method) => [`/index.php?module=API&method=${method.method}`, { post: operation(method) }])),
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } }, schemas: { Error: errorSchema } },
  };
}

const errorSchema: Cells = {
  type: "object",
  required: ["result", "message"],
  properties: { result: { const: "error" }, message: { type: "string" } },
};

const formats: readonly string[] = ["json", "xml", "csv", "tsv", "html", "rss"];

function operation({ method, module, docs, params }: CallableMethod): Cells {
  const required = params.filter((param) => param.required).map(({ name }) => name);
  const schema: Cells = {
    type: "object",
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries([
      ...params.map((param): [string, Value] => [param.name, paramSchema(param)]),
      ["format", { type: "string", enum: formats }],
    ]),
  };
  return {
    operationId: method,
    tags: [module],
    summary: docs,
    requestBody: { required: required.length > 0, content: { "application/x-www-form-urlencoded": { schema } } },
    responses: {
      200: { description: "The answer, or what was wrong with the call.", content: { "application/json": { schema: {} } } },
      401: { description: "No access.", content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } },
    },
  };
}

const plainTypes: readonly string[] = ["string", "integer", "number", "boolean", "object"];

function paramSchema({ type }: Pick<CallableParam, "type">): Cells {
  if (type.includes(" | ")) return choiceSchema(type.split(" | "));
  if (type.endsWith("[]")) return { type: "array", items: paramSchema({ type: type.slice(0, -2) }) };
  return plainTypes.includes(type) ? { type } : { type: "string", description: type };
}

/** Words to choose from, or a kind of value besides a word: `integer[] | all`. */
function choiceSchema(choices: readonly string[]): Cells {
  const isKind = (choice: string) => choice.endsWith("[]") || plainTypes.includes(choice);
  const words = choices.filter((choice) => !isKind(choice));
  const kinds = choices.filter(isKind).map((type) => paramSchema({ type }));
  return kinds.length === 0 ? { type: "string", enum: words } : { anyOf: [...kinds, { type: "string", enum: words }] };
}
