import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "libsql";
import { StartError } from "../base/start-error.ts";

/** The folder of everything that a server keeps. Held by one process at a time. */
export interface DataFolder {
  readonly path: string;
  /** Key of this instance, 64 hexadecimal digits, made on the first start: hashes of tokens and visitors hang on it. */
  readonly secret: string;
  /** Lets another process have the folder. */
  release(): void;
}

/** Opens the folder, or makes it for the owner's eyes only. Throws a StartError where it is taken or cannot be used. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  try {
    await mkdir(path, { recursive: true });
    await chmod(path, 0o700);
  } catch (error) {
    throw new StartError(`The data folder ${path} cannot be used: ${(error as Error).message}.`);
  }
  const release = take(path);
  try {
    return { path, secret: await readSecret(join(path, "secret")), release };
  } catch (error) {
    release();
    throw error;
  }
}

// The lock is SQLite's own on a file of its own: the system drops it when the process dies, however it dies.
function take(path: string): () => void {
  const lock = new Database(join(path, "lock"));
  try {
    lock.exec("PRAGMA busy_timeout = 0");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (!/locked|busy/i.test((error as Error).message)) throw error;
    throw new StartError(
      `The data folder ${path} is in use by another Footfall. Stop that one first, or give this one a folder of its own with --data.`,
    );
  }
  return () => lock.close();
}

async function readSecret(file: string): Promise<string> {
  const made = randomBytes(32).toString("hex");
  try {
    await writeFile(file, made, { mode: 0o600, flag: "wx" });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const found = (await readFile(file, "utf8")).trim();
  if (!/^[0-9a-f]{64}$/.test(found)) throw new StartError(`The file ${file} is damaged: restore it from a backup of the data folder.`);
  return found;
}
