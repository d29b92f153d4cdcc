/** The first `most` characters (code points, as a database counts them). */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : Array.from(text).slice(0, most).join("");
}
