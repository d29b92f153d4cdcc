import { spawnSync } from "node:child_process";
import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openStage } from "./stage.mjs";
import { verify } from "./verify.mjs";

const megabytes = 192;

/**
 * The disk of a server under load fills up and gets room again; now and then the server is killed while there is none. The disk is a
 * small file system in memory of its own; where the machine does not let us mount one, that is told and nothing is tried.
 */
export async function run({ rounds, random, tell }) {
  for (const left of mounted().filter((each) => !isRunning(each))) unmount(left);
  const disk = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const { status, stderr, error } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, source, disk]);
  if (status !== 0) {
    rmSync(disk, { recursive: true });
    return `left out: a small disk cannot be mounted here (${error?.message ?? String(stderr).trim()})`;
  }
  const interrupted = (signal) => {
    unmount(disk);
    process.kill(process.pid, signal);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, interrupted);
  const ballast = join(disk, "ballast");
  const stage = await openStage({}, join(disk, "data"));
  let server = await stage.start();
  try {
    await stage.addSite(server.url);
    for (let round = 1; round <= rounds; round++) {
      const refused = stage.ledger.refused;
      let end;
      const over = new Promise((resolve) => {
        end = resolve;
      });
      const load = stage.load(server.url, over);
      await sleep(100 + random(400));
      const filling = keepFull(ballast);
      for (let waited = 0; stage.ledger.refused === refused; waited += 50) {
        if (waited > 20_000) throw new Error("the disk is full, and every hit is taken");
        await sleep(50);
      }
      await sleep(random(1500));
      const kills = random(3) === 0;
      if (kills) await server.end("SIGKILL");
      filling.stop();
      if (kills) {
        await load;
        server = await stage.start();
        tell(`round ${round}: killed with a full disk, ${stage.ledger.acknowledged.size} hits acknowledged`);
        continue;
      }
      const acknowledged = stage.ledger.acknowledged.size;
      for (let waited = 0; stage.ledger.acknowledged.size === acknowledged; waited += 50) {
        if (waited > 20_000) throw new Error("there is room again, and no hit is taken");
        await sleep(50);
      }
      end();
      await load;
      tell(`round ${round}: ${stage.ledger.acknowledged.size} hits acknowledged, ${stage.ledger.refused} calls refused`);
    }
    await server.settled();
    const hits = await verify(stage, server.url);
    return `${rounds} full disks, ${stage.ledger.refused} calls refused, ${stage.ledger.acknowledged.size} hits acknowledged, ${hits} in the reports, each once`;
  } catch (error) {
    throw new Error(`the server said: ${server.said().slice(-5000)}`, { cause: error });
  } finally {
    await server.end("SIGTERM");
    for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, interrupted);
    unmount(disk);
  }
}

const source = "footfall-torture";
/** The number of the process that has it mounted follows. */
const prefix = "footfall-torture-disk-";

/** Where such disks are mounted, those that an earlier run left behind too. */
function mounted() {
  const lines = readFileSync("/proc/self/mounts", "utf8").split("\n");
  return lines.map((line) => line.split(" ")).flatMap(([from, to]) => (from === source && basename(to).startsWith(prefix) ? [to] : []));
}

function isRunning(disk) {
  const [pid] = basename(disk).slice(prefix.length).split("-");
  return existsSync(`/proc/${pid}`);
}

/** Also where a server still writes to it, whose files are gone with it. */
function unmount(disk) {
  spawnSync("umount", ["--lazy", disk]);
  rmSync(disk, { recursive: true, force: true });
}

/** Fills the disk to its last byte, and fills what gets free on it, until it is told to stop and gives all room back. */
function keepFull(file) {
  const descriptor = openSync(file, "w");
  const block = Buffer.alloc(1024 * 1024, 1);
  const fill = () => {
    for (let size = block.length; size > 0; size >>= 1)
      try {
        for (;;) if (writeSync(descriptor, block, 0, size) < size) break;
      } catch (error) {
        if (error.code !== "ENOSPC") throw error;
      }
    fsyncSync(descriptor);
  };
  fill();
  const timer = setInterval(fill, 20);
  return {
    stop: () => {
      clearInterval(timer);
      closeSync(descriptor);
      rmSync(file);
    },
  };
}
