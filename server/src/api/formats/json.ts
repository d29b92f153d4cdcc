import type { Answer, Value } from "../../catalog/table.ts";
import type { Format, PrintContext, Printed } from "./format.ts";
import { rowValue } from "./row-value.ts";

export const json: Format = {
  print: (answer, context) => wrap(jsonText(answer), context),
  done: (context) => wrap('{"result":"success","message":"ok"}', context),
  error: (message, context) => wrap(JSON.stringify({ result: "error", message: message.replace(/[\r\n]+/g, " ") }), context),
};

/** An answer as JSON. A lone value is `{"value":n}`; whatever is empty is `[]`. */
export function jsonText(answer: Answer): string {
  const text = innerText(answer);
  return isLone(answer) ? `{"value":${text}}` : text;
}

/** Printed by hand for maps, as an object would put keys that are numbers into an order of its own. */
function innerText(answer: Answer): string {
  switch (answer.kind) {
    case "map":
      if (answer.entries.length === 0) return "[]";
      return `{${answer.entries.map(([label, inner]) => `${JSON.stringify(label)}:${innerText(inner)}`).join(",")}}`;
    case "table":
      return JSON.stringify(answer.rows.map(rowValue));
    case "single": {
      const values = Object.values(answer.columns);
      return values.length === 1 ? valueText(values[0]!) : valueText(answer.columns);
    }
    case "data":
      return valueText(answer.value);
  }
}

function isLone(answer: Answer): boolean {
  if (answer.kind === "single") return Object.keys(answer.columns).length === 1;
  return answer.kind === "data" && (answer.value === null || typeof answer.value !== "object");
}

function valueText(value: Value): string {
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmpty ? "[]" : JSON.stringify(value);
}

function wrap(text: string, { callback }: PrintContext): Printed {
  if (callback === undefined) return { type: "application/json; charset=utf-8", body: text };
  return { type: "application/javascript; charset=utf-8", body: `${callback}(${text})` };
}
