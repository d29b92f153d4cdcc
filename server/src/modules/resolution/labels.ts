/** What stands where a browser never told its resolution. */
export const unknownResolution = "unknown";

const longestOfNone = 5;

/** NOTE matomo: the report leaves out what is too short to be a resolution. */
export function isShown(resolution: string): boolean {
  return resolution.length > longestOfNone;
}
