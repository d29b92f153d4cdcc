import { readFile } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { type Finding, odd, well } from "./finding.ts";
import { size } from "./size.ts";

const leastMemory = 2 * 1024 ** 3;
const leastFiles = 4096;

/** What the machine gives us: memory, processors, open files. */
export async function examineMachine(): Promise<readonly Finding[]> {
  const memory = process.constrainedMemory() || totalmem();
  const usable = Math.min(memory, totalmem());
  const files = await openFiles();
  return [
    well(`Node ${process.version} on ${availableParallelism()} processors`),
    usable < leastMemory * 0.95
      ? odd(`there are ${size(usable)} of memory`, "give it 2 GB: large reports may fail with less")
      : well(`${size(usable)} of memory`),
    ...(files !== undefined && files < leastFiles
      ? [
          odd(
            `this shell may open ${files} files`,
            "raise LimitNOFILE of the service, or ulimit -n, to 65536: each visitor's connection is one",
          ),
        ]
      : []),
  ];
}

/** How many files a process may open; undefined where the system does not say. */
async function openFiles(): Promise<number | undefined> {
  const limits = await readFile("/proc/self/limits", "utf8").catch(() => "");
  const found = /^Max open files\s+(\d+)/m.exec(limits);
  return found ? Number(found[1]) : undefined;
}
