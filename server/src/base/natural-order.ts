/**
 * Compares two texts as people order them: without regard to case, and numbers in them by their size, so that `file9` stands
 * before `file10`. White space does not count. Negative where the first comes first. Takes nothing to pieces, for long lists are
 * sorted by it.
 */
export function naturalOrder(one: string, other: string): number {
  const left = one.toLowerCase();
  const right = other.toLowerCase();
  let at = skipSpace(left, 0);
  let beside = skipSpace(right, 0);
  while (at < left.length && beside < right.length) {
    const end = endOfPiece(left, at);
    const endBeside = endOfPiece(right, beside);
    const areNumbers = isDigit(left.charCodeAt(at)) && isDigit(right.charCodeAt(beside));
    const order = areNumbers
      ? Number(left.slice(at, end)) - Number(right.slice(beside, endBeside))
      : left.charCodeAt(at) - right.charCodeAt(beside);
    if (order !== 0) return order;
    at = skipSpace(left, end);
    beside = skipSpace(right, endBeside);
  }
  return (at < left.length ? 1 : 0) - (beside < right.length ? 1 : 0);
}

/** Behind a run of digits, or behind a single character. */
function endOfPiece(text: string, start: number): number {
  let end = start + 1;
  if (isDigit(text.charCodeAt(start))) while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code >= 160 && /\s/.test(String.fromCharCode(code)));
}

/**
 * A text that stands among others of its kind where `naturalOrder` puts the given one, if they are compared as they are: for lists so long
 * that each text has to be looked at once, and not each time that it is compared. A number is written behind its length.
 */
export function naturalKey(text: string): string {
  return text.toLowerCase().replace(/([0-9]+)|\s+/g, (_, digits: string | undefined) => {
    const number = digits?.replace(/^0+/, "");
    return number === undefined ? "" : `0${String.fromCharCode(Math.min(number.length, longestNumber))}${number}`;
  });
}

/** More digits than these are not counted. */
export const longestNumber = 255;
