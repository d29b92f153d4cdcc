import { describe, expect, it } from "vitest";
import { createOutbox } from "./outbox.ts";

function open(mayLeave: () => boolean = () => true) {
  const sent: (readonly string[])[] = [];
  const tasks: (() => void)[] = [];
  const outbox = createOutbox<string>(
    (hits) => sent.push(hits),
    mayLeave,
    (task) => tasks.push(task),
  );
  return { outbox, sent, endTask: () => tasks.splice(0).forEach((task) => void task()) };
}

describe("hits", () => {
  it("of one task leave together, in their order", () => {
    const { outbox, sent, endTask } = open();
    outbox.add("a");
    outbox.add("b");
    expect(sent).toEqual([]);
    endTask();
    outbox.add("c");
    endTask();
    expect(sent).toEqual([["a", "b"], ["c"]]);
  });

  it("that are held back leave when the last hold is released", () => {
    const { outbox, sent, endTask } = open();
    const [one, two] = [outbox.hold(), outbox.hold()];
    outbox.add("a");
    endTask();
    one();
    one();
    expect(sent).toEqual([]);
    two();
    expect(sent).toEqual([["a"]]);
  });

  it("that are held back leave with the page, and those after them too", () => {
    const { outbox, sent, endTask } = open();
    outbox.hold();
    outbox.add("a");
    outbox.flush(true);
    outbox.add("b");
    endTask();
    expect(sent).toEqual([["a"], ["b"]]);
  });

  it("that may not leave stay, also when the page goes", () => {
    let may = false;
    const { outbox, sent, endTask } = open(() => may);
    outbox.add("a");
    endTask();
    outbox.flush(true);
    expect(sent).toEqual([]);
    may = true;
    outbox.flush();
    expect(sent).toEqual([["a"]]);
  });

  it("that are forgotten never leave", () => {
    const { outbox, sent, endTask } = open();
    outbox.add("a");
    outbox.clear();
    endTask();
    expect(sent).toEqual([]);
  });
});
