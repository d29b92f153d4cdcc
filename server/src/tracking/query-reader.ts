import { readQueryString } from "./query-string.ts";

/** Reads values of a query string by name, as they were written; empty where a name is absent, has no value or a list of them. */
export function queryReader(query: string): (name: string) => string {
  const values = readQueryString(query);
  return (name) => {
    const value = values.get(name);
    return typeof value === "string" ? value : "";
  };
}
