import { beforeEach, describe, expect, it } from "vitest";
import { callerWith, type Office, openOffice } from "../../../test/harness/administration.ts";
import { addPlainSite } from "../../../test/harness/site.ts";
import { addPlainUser } from "../../../test/harness/user.ts";
import { nobody } from "../../catalog/caller.ts";
import { catalogOf } from "../../catalog/module.ts";
import { modules } from "../index.ts";
import { defaultLayout, widgetsOnWire } from "./layout.ts";
import { methods } from "./methods.ts";

let office: Office;
const anna = callerWith("anna", { 1: "view" });
const boss = callerWith("boss", { 1: "admin" });
const stranger = callerWith("stranger", { 2: "admin" });
const standard = { name: "Dashboard", id: 1, widgets: widgetsOnWire(defaultLayout) };

beforeEach(async () => {
  office = await openOffice(methods);
  await addPlainSite(office.records);
  for (const login of ["anna", "boss", "stranger"]) await addPlainUser(office.records, login);
  await office.records.insertInto("access").values({ login: "anna", site: 1, access: "view" }).execute();
});

const listOf = (caller = anna, params = {}) => office.call("Dashboard.getDashboards", params, caller);

it("show reports that there are", () => {
  const { findReport } = catalogOf(modules);
  const named = defaultLayout.columns.flat().map(({ parameters: { module, action } }) => `${module}.${action}`);
  expect(named.filter((method) => !findReport(method))).toEqual([]);
});

describe("dashboards", () => {
  it("are the default one until there are others", async () => {
    expect(await listOf()).toEqual([standard]);
    expect(await listOf(nobody)).toEqual([standard]);
    expect(await listOf(anna, { returnDefaultIfEmpty: "0" })).toEqual([]);
  });

  it("are added, numbered from 1, and removed", async () => {
    const add = (params = {}) => office.call("Dashboard.createNewDashboardForUser", { login: "anna", ...params }, anna);
    expect([await add(), await add({ dashboardName: "Empty", addDefaultWidgets: "0" })]).toEqual([1, 2]);
    expect(await listOf()).toEqual([
      { ...standard, name: "Dashboard of anna" },
      { name: "Empty", id: 2, widgets: [] },
    ]);
    await office.call("Dashboard.removeDashboard", { idDashboard: "1" }, anna);
    expect(await listOf()).toMatchObject([{ id: 2 }]);
    await expect(office.call("Dashboard.removeDashboard", { idDashboard: "1" }, anna)).rejects.toThrow("does not exist");
  });

  it("get their standard parts back", async () => {
    await office.call("Dashboard.createNewDashboardForUser", { login: "anna", addDefaultWidgets: "0" }, anna);
    await office.call("Dashboard.resetDashboardLayout", { idDashboard: "1" }, anna);
    expect(await listOf()).toMatchObject([{ widgets: standard.widgets }]);
  });

  it("are copied by administrators to users of their websites", async () => {
    await office.call("Dashboard.createNewDashboardForUser", { login: "boss", dashboardName: "Sales" }, boss);
    const copy = { idDashboard: "1", copyToUser: "anna" };
    expect(await office.call("Dashboard.copyDashboardToUser", { ...copy, dashboardName: "From the boss" }, boss)).toBe(1);
    expect(await listOf()).toMatchObject([{ id: 1, name: "From the boss" }]);
    await expect(office.call("Dashboard.copyDashboardToUser", copy, stranger)).rejects.toThrow("You can't access this resource");
  });

  it("of others are told and changed by superusers only", async () => {
    await expect(listOf(boss, { login: "anna" })).rejects.toThrow("You can't access this resource");
    await expect(office.call("Dashboard.createNewDashboardForUser", { login: "anna" }, boss)).rejects.toThrow();
    expect(await office.call("Dashboard.getDashboards", { login: "anna" })).toEqual([standard]);
  });
});
