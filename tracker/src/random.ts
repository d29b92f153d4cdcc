/** As many random letters of the alphabet as asked for; from a good source where the browser has one. */
export function randomText(length: number, alphabet = "0123456789abcdef"): string {
  const bytes = new Uint8Array(length);
  if (typeof crypto === "object") crypto.getRandomValues(bytes);
  else
    bytes.forEach((_, at) => {
      bytes[at] = Math.random() * 256;
    });
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join("");
}
