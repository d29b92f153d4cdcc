/** What SQLite, the engine or the system says of an error; one that comes from another thread has lost its message and keeps its code. */
export function textOf(error: unknown): string {
  const { message, code } = (error ?? {}) as { readonly message?: string; readonly code?: string };
  return message ?? code ?? String(error);
}

/** Whether SQLite says that its file is no whole database: cut short, overwritten, or of another kind. */
export function isDamage(error: unknown): boolean {
  return /malformed|not a database|SQLITE_CORRUPT|SQLITE_NOTADB/i.test(textOf(error));
}

/** Whether there was no room to write. SQLite tells of a full disk under its shared memory, too, as a failed write. */
export function isFullDisk(error: unknown): boolean {
  return /disk is full|no space left|ENOSPC|SQLITE_FULL|SQLITE_IOERR|disk I\/O error/i.test(textOf(error));
}
