/**
 * The SHA-1 of a text as 40 hexadecimal digits. Names of cookies have a part of it in them, and the browser's own works in secure pages
 * only, and not at once.
 */
export function sha1(text: string): string {
  let state: readonly [number, number, number, number, number] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (const block of blocksOf(text)) state = digest(state, block);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

type State = readonly [number, number, number, number, number];

/** The text's bytes in UTF-8 as words, padded to whole blocks of 16. */
function blocksOf(text: string): readonly (readonly number[])[] {
  const bytes = unescape(encodeURIComponent(text));
  const count = ((bytes.length + 8) >> 6) + 1;
  const words: number[] = new Array(count * 16).fill(0);
  for (let at = 0; at < bytes.length; at++) words[at >> 2]! |= bytes.charCodeAt(at) << (24 - (at % 4) * 8);
  words[bytes.length >> 2]! |= 0x80 << (24 - (bytes.length % 4) * 8);
  words[words.length - 1] = bytes.length * 8;
  return Array.from({ length: count }, (_, block) => words.slice(block * 16, block * 16 + 16));
}

function digest(state: State, block: readonly number[]): State {
  const words = [...block];
  for (let at = 16; at < 80; at++) words.push(rotated(words[at - 3]! ^ words[at - 8]! ^ words[at - 14]! ^ words[at - 16]!, 1));
  let [a, b, c, d, e] = state;
  for (let at = 0; at < 80; at++) {
    const next = (rotated(a, 5) + mixed(at, b, c, d) + e + words[at]!) | 0;
    [a, b, c, d, e] = [next, a, rotated(b, 30), c, d];
  }
  return [(state[0] + a) | 0, (state[1] + b) | 0, (state[2] + c) | 0, (state[3] + d) | 0, (state[4] + e) | 0];
}

function mixed(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
