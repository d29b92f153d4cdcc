import { access, constants, readdir, readFile, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import { type Finding, ill, odd, well } from "./finding.ts";
import { size } from "./size.ts";

const fullBelow = 64 * 1024 ** 2;
const lowBelow = 2 * 1024 ** 3;
const backupDays = 8;

/** The data folder: who may read it, whether its files are whole, how much room there is. */
export async function examineFiles({ data }: Config): Promise<readonly Finding[]> {
  const folder = await stat(data).catch(() => undefined);
  if (!folder) return [odd(`there is no data folder ${data} yet`, "footfall serve makes it; or name the right one with --data")];
  if (!folder.isDirectory()) return [ill(`${data} is no folder`, "name a folder with --data")];
  if (!(await mayUse(data)))
    return [ill(`this user may not write to ${data}`, `run as its owner (user ${folder.uid}), or give it to this one: chown -R`)];
  return [
    (folder.mode & 0o077) === 0 ? well(`the data folder is ${data}`) : odd(`others may read ${data}`, `chmod 700 ${data}`),
    await examineRoom(data),
    await examineSecret(join(data, "secret")),
    ...(await examineDatabases(data)),
    ...(await examineBackups(join(data, "backups"))),
  ];
}

async function mayUse(path: string): Promise<boolean> {
  return access(path, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function examineRoom(data: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(data);
  const free = bavail * bsize;
  const mend = "make room, or move the data folder to a larger disk; privacy settings can delete old visits";
  if (free < fullBelow) return ill(`the disk is full: ${size(free)} are free, and hits are refused`, mend);
  return free < lowBelow ? odd(`${size(free)} are free on the disk`, mend) : well(`${size(free)} are free on the disk`);
}

async function examineSecret(file: string): Promise<Finding> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined)
    return odd("there is no secret yet", "footfall serve makes it; where there was one, restore it, or no token works");
  if (!/^[0-9a-f]{64}\s*$/.test(text)) return ill(`the file ${file} is damaged`, "restore it from a backup");
  return ((await stat(file)).mode & 0o077) === 0 ? well("the secret is kept secret") : ill(`others may read ${file}`, `chmod 600 ${file}`);
}

async function examineDatabases(data: string): Promise<readonly Finding[]> {
  const { default: Database } = await import("libsql");
  const names = await readdir(data);
  const damaged = names.filter((name) => name.includes(".damaged-") && !/-(wal|shm)$/.test(name));
  const findings = ["records.db", "outbox.db", "journal.db"]
    .filter((name) => names.includes(name))
    .map((name) => {
      try {
        const database = new Database(join(data, name), { readonly: true } as never);
        const [found] = database.pragma("quick_check(1)") as { readonly quick_check: string }[];
        database.close();
        if (found?.quick_check === "ok") return well(`${name} is whole`);
        return ill(`${name} is damaged: ${found?.quick_check}`, mendOf(name));
      } catch (error) {
        return ill(`${name} cannot be read: ${(error as Error).message}`, mendOf(name));
      }
    });
  const aside = damaged.map((name) =>
    odd(
      `${name} was set aside: the journal had been damaged`,
      "look for lost hits around that time; delete the file when it is of no more use",
    ),
  );
  return [...findings, ...aside];
}

const mendOf = (name: string) =>
  name === "journal.db" ? "start the server: it keeps what can be read of it" : "stop the server and restore the data folder from a backup";

async function examineBackups(folder: string): Promise<readonly Finding[]> {
  const mend = "footfall backup makes one while the server runs; keep it on another machine";
  const made = await Promise.all((await readdir(folder).catch(() => [])).map(async (name) => (await stat(join(folder, name))).mtimeMs));
  if (made.length === 0) return [odd("no backup is below the data folder", mend)];
  const days = (Date.now() - Math.max(...made)) / 86_400_000;
  return [days > backupDays ? odd(`the newest backup is ${Math.floor(days)} days old`, mend) : well("there is a backup of this week")];
}
