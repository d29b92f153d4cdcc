/** What stands where a browser never told its resolution. */
export const unknownResolution = "unknown";
