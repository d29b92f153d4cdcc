import { readForm } from "../api/params.ts";
import { malformedBody } from "../base/errors.ts";
import type { Raw } from "../catalog/params.ts";

const deepest = 16;

/**
 * Reads the parameters of an API call from its body. JSON is read as JSON, whatever else as a form, for many clients send forms under
 * other names. Throws a UserError for multipart bodies and for what is no JSON although it says so.
 */
export function readBody(contentType: string | undefined, bytes: Buffer | undefined): Readonly<Record<string, Raw>> {
  if (!bytes || bytes.length === 0) return {};
  const type = (contentType ?? "").split(";", 1)[0]!.trim().toLowerCase();
  if (type.startsWith("multipart/"))
    throw malformedBody(`it is ${type}, which is not taken here; send application/x-www-form-urlencoded or application/json`);
  const text = bytes.toString("utf8");
  return type === "application/json" || type.endsWith("+json") ? readJson(text) : readForm(text);
}

function readJson(text: string): Readonly<Record<string, Raw>> {
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw malformedBody("its JSON is not an object of names and values");
  return mapOf(value, 0);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedBody("it is not valid JSON although its Content-Type says so");
  }
}

function mapOf(object: object, depth: number): Readonly<Record<string, Raw>> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, rawOf(value, depth + 1)]));
}

function rawOf(value: unknown, depth: number): Raw {
  if (depth > deepest) throw malformedBody(`its JSON nests deeper than ${deepest} levels`);
  if (value === null) return "";
  if (Array.isArray(value)) return value.map((item) => rawOf(item, depth + 1));
  return typeof value === "object" ? mapOf(value, depth) : String(value);
}
