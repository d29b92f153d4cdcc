import { describe, expect, it } from "vitest";
import { callerWith, openOffice } from "../../../test/harness/administration.ts";
import { addPlainSite } from "../../../test/harness/site.ts";
import { nobody } from "../../catalog/caller.ts";
import { methods } from "./methods.ts";

const search = { name: "From search", definition: "referrerType==search", idSite: "1" };
const anna = callerWith("anna", { 1: "view" });
const bert = callerWith("bert", { 1: "admin" });

async function open() {
  const office = await openOffice(methods);
  for (const name of ["One", "Two"]) await addPlainSite(office.records, name);
  return office;
}

describe("SegmentEditor.add", () => {
  it("keeps a segment with the hash of its definition", async () => {
    const office = await open();
    expect(await office.call("SegmentEditor.add", { ...search, enabledAllUsers: "1" })).toBe(1);
    expect(await office.call("SegmentEditor.get", { idSegment: "1" })).toEqual({
      idsegment: 1,
      name: "From search",
      definition: "referrerType==search",
      hash: "9eb972afd97a94801f1c96c18d9b492b",
      login: "admin",
      enable_all_users: 1,
      enable_only_idsite: 1,
      auto_archive: 0,
      ts_created: "2026-06-01 12:00:00",
      ts_last_edit: null,
      deleted: 0,
    });
  });

  it("encodes what would end a definition within an address", async () => {
    const office = await open();
    await office.call("SegmentEditor.add", { ...search, definition: "pageTitle==Q&A #1" });
    expect(await office.call("SegmentEditor.get", { idSegment: "1" })).toMatchObject({ definition: "pageTitle==Q%26A %231" });
  });

  it.each([
    [{ name: " " }, anna, /name/],
    [{ definition: "" }, anna, /definition/],
    [{ idSite: "0" }, anna, /superuser/],
    [{ enabledAllUsers: "1" }, anna, /superuser/],
    [{ idSite: "2" }, anna, /'view' access for the website id = 2/],
    [{}, nobody, /signed-in/],
  ])("refuses %j", async (wrong, caller, message) => {
    const office = await open();
    await expect(office.call("SegmentEditor.add", { ...search, ...wrong }, caller)).rejects.toThrow(message);
  });
});

describe("the segments that a user sees", () => {
  it("are the user's own and those shared, own ones first, of the site and of all sites", async () => {
    const office = await open();
    const add = (name: string, idSite: string, shared: string) =>
      office.call("SegmentEditor.add", { ...search, name, idSite, enabledAllUsers: shared });
    await add("A shared", "1", "1");
    await add("B everywhere", "0", "1");
    await add("C other site", "2", "1");
    await add("D private", "1", "0");
    await office.call("SegmentEditor.add", { ...search, name: "Z own" }, anna);
    const names = async (caller: typeof anna | undefined, idSite?: string) =>
      ((await office.call("SegmentEditor.getAll", idSite ? { idSite } : {}, caller)) as { name: string }[]).map(({ name }) => name);
    expect(await names(anna, "1")).toEqual(["Z own", "A shared", "B everywhere"]);
    expect(await names(anna)).toEqual(["Z own", "A shared", "B everywhere", "C other site"]);
    expect(await names(undefined, "1")).toEqual(["A shared", "B everywhere", "D private", "Z own"]);
    await expect(office.call("SegmentEditor.get", { idSegment: "4" }, anna)).rejects.toThrow("does not exist");
  });
});

describe("SegmentEditor.update and delete", () => {
  it("are for who made the segment, and superusers", async () => {
    const office = await open();
    await office.call("SegmentEditor.add", search, anna);
    await office.call("SegmentEditor.update", { ...search, idSegment: "1", name: "Search" }, anna);
    await office.call("SegmentEditor.update", { ...search, idSegment: "1", name: "Search", enabledAllUsers: "1" });
    expect(await office.call("SegmentEditor.get", { idSegment: "1" }, bert)).toMatchObject({
      name: "Search",
      login: "anna",
      ts_last_edit: "2026-06-01 12:00:00",
    });
    await expect(office.call("SegmentEditor.delete", { idSegment: "1" }, bert)).rejects.toThrow("Only a superuser");
    expect(await office.call("SegmentEditor.delete", { idSegment: "1" }, anna)).toBe(true);
    expect(await office.call("SegmentEditor.getAll")).toEqual([]);
    expect(await office.call("SegmentEditor.get", { idSegment: "1" })).toBe(false);
  });
});

describe("SegmentEditor.isUserCanAddNewSegment", () => {
  it.each([
    ["anna", anna, true],
    ["nobody", nobody, false],
    ["somebody without access", callerWith("cora", {}), false],
  ])("%s", async (_, caller, can) =>
    expect(await (await open()).call("SegmentEditor.isUserCanAddNewSegment", { idSite: "1" }, caller)).toBe(can));
});
