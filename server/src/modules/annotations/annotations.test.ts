import { describe, expect, it } from "vitest";
import { callerWith, openOffice } from "../../../test/harness/administration.ts";
import { addPlainSite } from "../../../test/harness/site.ts";
import { nobody } from "../../catalog/caller.ts";
import { methods } from "./methods.ts";

const anna = callerWith("anna", { 1: "view" });
const bert = callerWith("bert", { 1: "view" });

/** The clock stands at 2026-06-01 12:00 UTC, when it is the 2nd of June on the second site. */
async function open(notes: readonly (readonly [site: string, date: string, note: string])[] = []) {
  const office = await openOffice(methods);
  await addPlainSite(office.records, "One");
  await addPlainSite(office.records, "Two", "Pacific/Kiritimati");
  for (const [idSite, date, note] of notes) await office.call("Annotations.add", { idSite, date, note });
  return office;
}

describe("Annotations.add", () => {
  it("numbers the notes of a site from 0 and keeps their text as it is", async () => {
    const office = await open([["2", "2026-05-01", "elsewhere"]]);
    expect(await office.call("Annotations.add", { idSite: "1", date: "2026-05-29", note: "first", starred: "1" }, anna)).toEqual({
      date: "2026-05-29",
      note: "first",
      starred: 1,
      user: "anna",
      idNote: 0,
      canEditOrDelete: true,
    });
    expect(await office.call("Annotations.add", { idSite: "1", date: "2026-05-29", note: 'A & "B" <b>' })).toMatchObject({
      idNote: 1,
      note: 'A & "B" <b>',
    });
  });

  it("goes by the site's day", async () => {
    const office = await open();
    for (const [idSite, date] of [
      ["1", "2026-06-01"],
      ["2", "2026-06-02"],
    ] as const)
      expect(await office.call("Annotations.add", { idSite, date: "today", note: "x" })).toMatchObject({ date });
  });

  it("shortens what is too long, by characters", async () => {
    const note = (await (await open()).call("Annotations.add", { idSite: "1", date: "today", note: "é".repeat(300) })) as { note: string };
    expect(note.note).toBe(`${"é".repeat(254)}…`);
  });

  it("refuses days that do not exist, and callers who have not signed in", async () => {
    const office = await open();
    await expect(office.call("Annotations.add", { idSite: "1", date: "2026-02-30", note: "x" })).rejects.toThrow("2026-02-30");
    await expect(office.call("Annotations.add", { idSite: "1", date: "today", note: "x" }, nobody)).rejects.toThrow("signed-in");
  });
});

describe("Annotations.save and delete", () => {
  it("are for who wrote the note, and who may write to the site", async () => {
    const office = await open();
    await office.call("Annotations.add", { idSite: "1", date: "2026-05-29", note: "first", starred: "1" }, anna);
    await expect(office.call("Annotations.save", { idSite: "1", idNote: "0", note: "mine" }, bert)).rejects.toThrow("'write' access");
    expect(await office.call("Annotations.save", { idSite: "1", idNote: "0", note: "second" }, anna)).toMatchObject({
      note: "second",
      starred: 1,
      date: "2026-05-29",
    });
    await office.call("Annotations.delete", { idSite: "1", idNote: "0" }, callerWith("cora", { 1: "write" }));
    await expect(office.call("Annotations.get", { idSite: "1", idNote: "0" })).rejects.toThrow("does not exist");
  });
});

describe("Annotations.getAll", () => {
  const notes = [
    ["1", "2026-05-31", "c"],
    ["1", "2026-05-29", "a"],
    ["1", "2026-05-29", "b"],
    ["2", "2026-05-29", "other site"],
  ] as const;

  it.each([
    [{ idSite: "1" }, [["a", "b", "c"]]],
    [{ idSite: "1", date: "2026-05-29" }, [["a", "b"]]],
    [{ idSite: "1", date: "2026-05-31", lastN: "3" }, [["a", "b", "c"]]],
    [{ idSite: "1", date: "2026-05-31", period: "week" }, [["a", "b", "c"]]],
    [{ idSite: "1", date: "2026-05-30,2026-06-01", period: "range" }, [["c"]]],
    [{ idSite: "1", date: "2020-01-01", period: "year" }, []],
    [{ idSite: "all", date: "2026-05-01", period: "month" }, [["a", "b", "c"], ["other site"]]],
  ])("%j lists %j", async (params, expected) => {
    const lists = (await (await open(notes)).call("Annotations.getAll", params)) as { note: string }[][];
    expect(lists.map((list) => list.map(({ note }) => note))).toEqual(expected);
  });

  it("does not tell strangers who wrote", async () => {
    const [list] = (await (await open(notes)).call("Annotations.getAll", { idSite: "1" }, { ...nobody, roles: anna.roles })) as object[][];
    expect(list?.[0]).not.toHaveProperty("user");
  });
});

describe("Annotations.getAnnotationCountForDates", () => {
  it("counts by period, days in a range, with the text of a note that is alone", async () => {
    const office = await open([
      ["1", "2026-05-29", "a"],
      ["1", "2026-05-29", "b"],
      ["1", "2026-05-31", "c"],
    ]);
    const count = (params: Record<string, string>) => office.call("Annotations.getAnnotationCountForDates", { idSite: "1", ...params });
    expect(await count({ date: "2026-05-29,2026-05-31", period: "range", getAnnotationText: "1" })).toEqual([
      [
        ["2026-05-29", { count: 2, starred: 0 }],
        ["2026-05-30", { count: 0, starred: 0 }],
        ["2026-05-31", { count: 1, starred: 0, note: "c" }],
      ],
    ]);
    expect(await count({ date: "2026-06-03", period: "week", lastN: "2" })).toEqual([
      [
        ["2026-05-25", { count: 3, starred: 0 }],
        ["2026-06-01", { count: 0, starred: 0 }],
      ],
    ]);
  });
});
