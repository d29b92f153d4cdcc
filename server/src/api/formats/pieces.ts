import type { Answer } from "../../catalog/table.ts";

/** Text of an answer, from its beginning to its end. */
export type Pieces = Iterable<string>;

/** Rows from which on an answer goes out piece by piece: as one text it would fill the memory. */
const manyRows = 5_000;
/** Characters that go out at a time. */
const chunkLength = 65_536;

/** The text as a whole where the answer is small, else in chunks that are made as they are asked for, once. */
export function bodyOf(pieces: Pieces, answer: Answer): string | Pieces {
  return rowsIn(answer) < manyRows ? joined(pieces) : chunks(pieces);
}

export function joined(pieces: Pieces): string {
  return [...pieces].join("");
}

/** Pieces of little text put together to chunks of some size. */
function* chunks(pieces: Pieces): Generator<string> {
  let chunk = "";
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

function rowsIn(answer: Answer): number {
  if (answer.kind === "map") return answer.entries.reduce((sum, [, inner]) => sum + rowsIn(inner), 0);
  if (answer.kind === "table") return answer.rows.length;
  return answer.kind === "data" && Array.isArray(answer.value) ? answer.value.length : 0;
}
