/** Tells whoever writes the page what is wrong; a page never fails over its measuring. */
export function warn(text: string): void {
  console.error(`Footfall: ${text}`);
}
