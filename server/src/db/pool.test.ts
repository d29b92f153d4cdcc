import { expect, it } from "vitest";
import { createPool } from "./pool.ts";

/** A work that is told when to end. */
function held() {
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { over, end };
}

it("gives the next work to the first thing that is free, whichever had more to do", async () => {
  const lend = createPool(["a", "b"]);
  const [long, short] = [held(), held()];
  const lent: string[] = [];
  const use = (until: Promise<void>) =>
    lend(async (thing) => {
      lent.push(thing);
      await until;
      return thing;
    });
  const works = [use(long.over), use(short.over), use(Promise.resolve()), use(Promise.resolve())];
  expect(lent).toEqual(["a", "b"]);
  short.end();
  expect(await Promise.all(works.slice(1))).toEqual(["b", "b", "b"]);
  long.end();
  expect(await works[0]).toBe("a");
});

it("has a thing back from a work that fails", async () => {
  const lend = createPool(["only"]);
  const failing = lend(() => Promise.reject(new Error("broken")));
  const next = lend(async (thing) => thing);
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("only");
});
