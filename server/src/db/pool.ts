/** Lends one of its things to a work; gives what the work gives. */
export type Pool<Thing> = <Result>(work: (thing: Thing) => Promise<Result>) => Promise<Result>;

/** Lends each thing to one work at a time: works wait in order, and the first thing that is free takes the next of them. */
export function createPool<Thing>(things: readonly Thing[]): Pool<Thing> {
  const free = [...things];
  const waiting: ((thing: Thing) => void)[] = [];
  const giveBack = (thing: Thing) => {
    const next = waiting.shift();
    if (next) next(thing);
    else free.push(thing);
  };
  return async (work) => {
    const thing = free.shift() ?? (await new Promise<Thing>((resolve) => waiting.push(resolve)));
    try {
      return await work(thing);
    } finally {
      giveBack(thing);
    }
  };
}
