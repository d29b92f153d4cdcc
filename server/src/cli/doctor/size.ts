const units = ["bytes", "KB", "MB", "GB", "TB"] as const;

/** Bytes as people read them: 1.5 GB. */
export function size(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)));
  return `${Math.round((bytes / 1024 ** step) * 10) / 10} ${units[step]}`;
}
