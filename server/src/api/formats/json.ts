import type { Answer, Row, Value } from "../../catalog/table.ts";
import type { Format, PrintContext, Printed } from "./format.ts";
import { bodyOf, joined, type Pieces } from "./pieces.ts";
import { besideCells } from "./row-value.ts";

export const json: Format = {
  print: (answer, context) => printed(bodyOf(wrapped(answerPieces(answer), context), answer), context),
  done: (context) => printed(joined(wrapped(['{"result":"success","message":"ok"}'], context)), context),
  error: (message, context) => {
    const text = JSON.stringify({ result: "error", message: message.replace(/[\r\n]+/g, " ") });
    return printed(joined(wrapped([text], context)), context);
  },
  frame: (text) => ({ before: text.indexOf("[") + 1, behind: text.length - text.lastIndexOf("]"), between: "," }),
};

/** An answer as JSON. A lone value is `{"value":n}`; whatever is empty is `[]`. */
export function jsonText(answer: Answer): string {
  return joined(answerPieces(answer));
}

function answerPieces(answer: Answer): Pieces {
  return isLone(answer) ? [`{"value":${joined(innerPieces(answer))}}`] : innerPieces(answer);
}

/** Printed by hand for maps, as an object would put keys that are numbers into an order of its own. */
function* innerPieces(answer: Answer): Generator<string> {
  switch (answer.kind) {
    case "map":
      if (answer.entries.length === 0) return yield "[]";
      for (const [index, [label, inner]] of answer.entries.entries()) {
        yield `${index === 0 ? "{" : ","}${JSON.stringify(label)}:`;
        yield* innerPieces(inner);
      }
      return yield "}";
    case "table":
      return yield* listPieces(answer.rows, rowText);
    case "single": {
      const values = Object.values(answer.columns);
      return yield values.length === 1 ? valueText(values[0]!) : valueText(answer.columns);
    }
    case "data":
      if (Array.isArray(answer.value)) return yield* listPieces(answer.value, JSON.stringify);
      return yield valueText(answer.value);
  }
}

function* listPieces<Item>(items: readonly Item[], textOf: (item: Item) => string): Generator<string> {
  yield "[";
  for (const [index, item] of items.entries()) yield (index === 0 ? "" : ",") + textOf(item);
  yield "]";
}

/** A row as text. Cells and what stands beside them are printed one after the other, which is faster than to make one object of them. */
function rowText(row: Row): string {
  const cells = JSON.stringify(row.columns);
  const more = JSON.stringify(besideCells(row) ?? {});
  return more === "{}" ? cells : cells === "{}" ? more : `${cells.slice(0, -1)},${more.slice(1)}`;
}

function isLone(answer: Answer): boolean {
  if (answer.kind === "single") return Object.keys(answer.columns).length === 1;
  return answer.kind === "data" && (answer.value === null || typeof answer.value !== "object");
}

function valueText(value: Value): string {
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmpty ? "[]" : JSON.stringify(value);
}

function* wrapped(pieces: Pieces, { callback }: PrintContext): Generator<string> {
  if (callback !== undefined) yield `${callback}(`;
  yield* pieces;
  if (callback !== undefined) yield ")";
}

function printed(body: string | Pieces, { callback }: PrintContext): Printed {
  return { type: `application/${callback === undefined ? "json" : "javascript"}; charset=utf-8`, body };
}
