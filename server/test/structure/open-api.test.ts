import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, it } from "vitest";
import { catalogOf } from "../../src/catalog/module.ts";
import { callableMethods } from "../../src/derive/method-list.ts";
import { methodPage } from "../../src/derive/method-page.ts";
import { openApi } from "../../src/derive/open-api.ts";
import { modules } from "../../src/modules/index.ts";

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly requestBody: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly required?: string[]; readonly properties: object } }>>;
  };
  readonly responses: object;
}

const catalog = catalogOf(modules);
const methods = callableMethods(catalog);
const document = openApi(methods, "https://stats.example.org/");
const operations = Object.values(document.paths as object).map(({ post }: { post: Operation }) => post);
const names = [...catalog.reports, ...catalog.methods].map(({ method }) => method).sort();

it("is valid for a validator that others use", async () => {
  // A copy, as the validator writes into what it is given.
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

it("names every method and report once", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(names);
});

it.each(operations.map((operation) => [operation.operationId, operation] as const))("%s is well formed", (_, operation) => {
  const { schema } = operation.requestBody.content["application/x-www-form-urlencoded"]!;
  expect(operation.summary).not.toBe("");
  expect(Object.keys(operation.responses)).toContain("200");
  for (const name of schema.required ?? []) expect(schema.properties).toHaveProperty([name]);
  for (const property of Object.values(schema.properties)) expect("type" in property || "anyOf" in property).toBe(true);
});

it("has an anchor for each method on the page of all methods", () => {
  const page = methodPage(methods);
  expect(names.filter((name) => !page.includes(`<dt id="${name}">`))).toEqual([]);
});
