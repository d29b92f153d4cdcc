/** Runs when the page's elements are there. */
export function whenReady(run: () => void): void {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else run();
}

/** Runs when the page has loaded with all that is on it, and the browser has taken the time of that. */
export function whenLoaded(run: () => void): void {
  const later = (): void => void setTimeout(run);
  if (document.readyState === "complete") later();
  else window.addEventListener("load", later);
}
