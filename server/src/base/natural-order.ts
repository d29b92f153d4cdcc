/**
 * Compares two texts as people order them: without regard to case, and numbers in them by their size, so that `file9` stands
 * before `file10`. White space does not count. Negative where the first comes first.
 */
export function naturalOrder(one: string, other: string): number {
  const left = piecesOf(one);
  const right = piecesOf(other);
  for (let index = 0; index < left.length && index < right.length; index++) {
    const order = pieceOrder(left[index]!, right[index]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Runs of digits, and single characters between them. */
function piecesOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\d+|\S/gu) ?? [];
}

function pieceOrder(one: string, other: string): number {
  if (isNumber(one) && isNumber(other)) return Number(one) - Number(other);
  return one < other ? -1 : one > other ? 1 : 0;
}

function isNumber(piece: string): boolean {
  return /^\d/.test(piece);
}
