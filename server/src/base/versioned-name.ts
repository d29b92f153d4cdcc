/** The name of a browser or system with its version. What has no name has no version either. */
export function versionedName(name: string, version: string): string {
  return name === "Unknown" || name === "Bot" ? name : `${name} ${version}`.trim();
}
