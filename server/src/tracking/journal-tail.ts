import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** What stands in a write-ahead log of SQLite, whether or not it is whole. */
export interface LogFrames {
  /** Pages written since the log began anew, the last perhaps in part. */
  readonly count: number;
  /** Whether the page of that number, from 1, is whole and ends a commit. */
  readonly isCommit: (frame: number) => boolean;
}

const headerBytes = 32;
const frameHeaderBytes = 24;

/**
 * Reads the frames of the log at `path` without checking them: what SQLite itself then finds to be less was cut short or damaged. A log
 * that is not there, or has no whole header, has no frames. Source: https://sqlite.org/fileformat2.html#walformat
 */
export function readFrames(path: string): LogFrames {
  const file = openIfThere(path);
  if (file === undefined) return { count: 0, isCommit: () => false };
  try {
    const header = Buffer.alloc(headerBytes);
    if (readSync(file, header, 0, headerBytes, 0) < headerBytes) return { count: 0, isCommit: () => false };
    const frameBytes = frameHeaderBytes + header.readUInt32BE(8);
    const salts = header.subarray(16, 24);
    const commits = new Set<number>();
    const frame = Buffer.alloc(frameHeaderBytes);
    const { size } = fstatSync(file);
    let count = 0;
    for (; ; count++) {
      const read = readSync(file, frame, 0, frameHeaderBytes, headerBytes + count * frameBytes);
      // Frames of an earlier use of the log have other salts.
      if (read < frameHeaderBytes || !frame.subarray(8, 16).equals(salts)) break;
      const isWhole = headerBytes + (count + 1) * frameBytes <= size;
      if (isWhole && frame.readUInt32BE(4) > 0) commits.add(count + 1);
    }
    return { count, isCommit: (number) => commits.has(number) };
  } finally {
    closeSync(file);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
