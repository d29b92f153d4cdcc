import { describe, expect, it } from "vitest";
import { callerWith, type Office, openOffice, superuser } from "../../../test/harness/administration.ts";
import { addPlainSite } from "../../../test/harness/site.ts";
import { createFirstUser } from "./first-start.ts";
import { methods } from "./methods.ts";

const now = Date.UTC(2026, 5, 1, 12);
const noon = "2026-06-01 12:00:00";
const reader = { userLogin: "reader", password: "reader-secret-1", email: "reader@example.org" };

/** A fresh instance with two sites and the first user. */
async function open() {
  const office = await openOffice(methods, now);
  const first = await createFirstUser(office.records, { hashToken: (token) => `hash of ${token}`, clock: { now: () => now } });
  for (const name of ["Zebra", "Ant"]) await addPlainSite(office.records, name);
  return { ...office, first: first! };
}

const logins = async (office: Office, caller = superuser) => office.call("UsersManager.getUsersLogin", {}, caller);

describe("createFirstUser", () => {
  it("makes a superuser with a password and a token, and the anonymous user without access", async () => {
    const office = await open();
    expect(office.first.login).toBe("admin");
    expect(office.first.token).toMatch(/^[0-9a-f]{32}$/);
    expect(await office.call("UsersManager.getUsers")).toEqual([
      expect.objectContaining({ login: "admin", email: "admin@example.org", superuser_access: 1, date_registered: noon }),
      expect.objectContaining({ login: "anonymous", superuser_access: 0 }),
    ]);
    expect(await office.records.selectFrom("tokens").select(["login", "hash"]).execute()).toEqual([
      { login: "admin", hash: `hash of ${office.first.token}` },
    ]);
  });

  it("takes the token it is given, and does nothing the second time", async () => {
    const office = await openOffice(methods);
    const start = { token: "0123456789abcdef0123456789abcdef", hashToken: (token: string) => token, clock: { now: () => now } };
    expect(await createFirstUser(office.records, start)).toMatchObject({ token: start.token });
    expect(await createFirstUser(office.records, start)).toBeUndefined();
  });
});

describe("UsersManager.addUser", () => {
  it("keeps the password as an argon2id hash and shows none of it", async () => {
    const office = await open();
    await office.call("UsersManager.addUser", reader);
    const user = await office.records.selectFrom("users").select("password").where("login", "=", "reader").executeTakeFirstOrThrow();
    expect(user.password).toMatch(/^\$argon2id\$/);
    expect(await office.call("UsersManager.getUser", { userLogin: "reader" })).toEqual({
      login: "reader",
      email: "reader@example.org",
      superuser_access: 0,
      date_registered: noon,
      invited_by: null,
      invite_expired_at: null,
      invite_accept_at: null,
      invite_status: "active",
      uses_2fa: false,
    });
  });

  it.each([
    [{ userLogin: "x" }, /userLogin/],
    [{ userLogin: "with space" }, /userLogin/],
    [{ userLogin: "admin" }, /'admin' is taken/],
    [{ userLogin: "admin@example.org" }, /taken/],
    [{ email: "nobody" }, /email/],
    [{ email: "ADMIN@example.org" }, /taken/],
    [{ password: "short" }, /password.*6 to 200/],
    [{ initialIdSite: "7" }, /unexpected website/],
  ])("refuses %j", async (wrong, message) => {
    const office = await open();
    await expect(office.call("UsersManager.addUser", { ...reader, ...wrong })).rejects.toThrow(message);
    expect(await logins(office)).toEqual(["admin", "anonymous"]);
  });

  it("never repeats a password in an error", async () => {
    const office = await open();
    await expect(office.call("UsersManager.addUser", { ...reader, password: "a1b2" })).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("a1b2") }),
    );
  });

  it("lets an administrator of a site add users to that site only", async () => {
    const office = await open();
    const anna = callerWith("anna", { 1: "admin", 2: "view" });
    await expect(office.call("UsersManager.addUser", reader, anna)).rejects.toThrow("initialIdSite");
    await expect(office.call("UsersManager.addUser", { ...reader, initialIdSite: "2" }, anna)).rejects.toThrow(
      "You can't access this resource",
    );
    await office.call("UsersManager.addUser", { ...reader, initialIdSite: "1" }, anna);
    expect(await office.call("UsersManager.getSitesAccessFromUser", { userLogin: "reader" })).toEqual([{ site: 1, access: "view" }]);
  });
});

describe("UsersManager.setUserAccess", () => {
  it("replaces the role on the sites named, and leaves others", async () => {
    const office = await open();
    await office.call("UsersManager.addUser", reader);
    await office.call("UsersManager.setUserAccess", { userLogin: "reader", access: "view", idSites: "all" });
    await office.call("UsersManager.setUserAccess", { userLogin: "reader", access: ["write"], idSites: ["2"] });
    expect(await office.call("UsersManager.getSitesAccessForUser", { userLogin: "reader" })).toEqual([
      { idsite: 2, site_name: "Ant", role: "write", capabilities: [] },
      { idsite: 1, site_name: "Zebra", role: "view", capabilities: [] },
    ]);
    expect(await office.call("UsersManager.getUsersAccessFromSite", { idSite: "2" })).toEqual({ reader: "write" });
    expect(await office.call("UsersManager.getUsersSitesFromAccess", { access: "view" })).toEqual({ reader: [1] });
    await office.call("UsersManager.setUserAccess", { userLogin: "reader", access: "noaccess", idSites: "1,2" });
    expect(await office.call("UsersManager.getUsersAccessFromSite", { idSite: "2" })).toEqual([]);
  });

  it.each([
    [{ userLogin: "anonymous", access: "write" }, /view access or none/],
    [{ userLogin: "admin" }, /superuser/],
    [{ userLogin: "nobody" }, /does not exist/],
    [{ access: "owner" }, /'access'/],
    [{ idSites: "7" }, /unexpected website/],
  ])("refuses %j", async (wrong, message) => {
    const office = await open();
    await office.call("UsersManager.addUser", reader);
    const call = office.call("UsersManager.setUserAccess", { userLogin: "reader", access: "view", idSites: "1", ...wrong });
    await expect(call).rejects.toThrow(message);
  });

  it("is for administrators of all the sites named", async () => {
    const office = await open();
    await office.call("UsersManager.addUser", reader);
    const call = office.call(
      "UsersManager.setUserAccess",
      { userLogin: "reader", access: "view", idSites: "1,2" },
      callerWith("anna", { 1: "admin" }),
    );
    await expect(call).rejects.toThrow("You can't access this resource");
  });
});

describe("what users learn of others", () => {
  it("is who shares a site that they administer, without addresses", async () => {
    const office = await open();
    const anna = callerWith("anna", { 1: "admin" });
    for (const login of ["anna", "bert", "cora"])
      await office.call("UsersManager.addUser", { userLogin: login, password: `${login}-secret`, email: `${login}@example.org` });
    await office.call("UsersManager.setUserAccess", { userLogin: "bert", access: "view", idSites: "1" });
    await office.call("UsersManager.setUserAccess", { userLogin: "cora", access: "view", idSites: "2" });
    expect(await logins(office, anna)).toEqual(["anna", "bert"]);
    expect(await office.call("UsersManager.getUsers", {}, anna)).toEqual([
      { login: "anna", email: "anna@example.org", superuser_access: 0, invite_status: "active" },
      { login: "bert", superuser_access: 0, invite_status: "active" },
    ]);
    await expect(office.call("UsersManager.getUser", { userLogin: "bert" }, anna)).rejects.toThrow("You can't access this resource");
  });

  it("is only themselves on a site that they do not administer", async () => {
    const office = await open();
    await office.call("UsersManager.addUser", reader);
    await office.call("UsersManager.setUserAccess", { userLogin: "reader", access: "view", idSites: "1" });
    const found = await office.call("UsersManager.getUsersPlusRole", { idSite: "1" }, callerWith("reader", { 1: "view" }));
    expect(found).toMatchObject([{ login: "reader", role: "view" }]);
  });

  it.each([
    [{ filter_access: "some" }, ["admin", "reader"]],
    [{ filter_access: "noaccess" }, ["anonymous"]],
    [{ filter_access: "superuser" }, ["admin"]],
    [{ filter_search: "READER" }, ["reader"]],
    [{ limit: "1", offset: "1" }, ["anonymous"]],
    [{ filter_status: "pending" }, []],
  ])("getUsersPlusRole with %j lists %j", async (filter, expected) => {
    const office = await open();
    await office.call("UsersManager.addUser", { ...reader, initialIdSite: "1" });
    const found = (await office.call("UsersManager.getUsersPlusRole", { idSite: "1", ...filter })) as { login: string }[];
    expect(found.map(({ login }) => login)).toEqual(expected);
  });
});

describe("tokens", () => {
  const asked = { userLogin: "reader", passwordConfirmation: reader.password, description: "dashboard" };

  it("are shown once and kept as a hash, with the time at which they end", async () => {
    const office = await open();
    await office.call("UsersManager.addUser", reader);
    const token = await office.call("UsersManager.createAppSpecificTokenAuth", { ...asked, userLogin: reader.email, expireHours: "2" });
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    const kept = await office.records.selectFrom("tokens").selectAll().where("login", "=", "reader").execute();
    expect(kept).toMatchObject([{ description: "dashboard", expires: now / 1000 + 7200, secure_only: 0 }]);
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  it.each([
    [{ passwordConfirmation: "wrong" }, /not correct/],
    [{ userLogin: "nobody" }, /not correct/],
    [{ userLogin: "anonymous", passwordConfirmation: "" }, /not correct/],
    [{ description: " " }, /description/],
  ])("are not made for %j", async (wrong, message) => {
    const office = await open();
    await office.call("UsersManager.addUser", reader);
    await expect(office.call("UsersManager.createAppSpecificTokenAuth", { ...asked, ...wrong })).rejects.toThrow(message);
    expect(await office.records.selectFrom("tokens").select("login").execute()).toEqual([{ login: "admin" }]);
  });
});

describe("changes to users", () => {
  it("need the caller's own password", async () => {
    const office = await open();
    await office.call("UsersManager.addUser", reader);
    const change = { userLogin: "reader", password: "another-secret" };
    await expect(office.call("UsersManager.updateUser", change)).rejects.toThrow("passwordConfirmation");
    await expect(office.call("UsersManager.updateUser", { ...change, passwordConfirmation: reader.password })).rejects.toThrow();
    await office.call("UsersManager.updateUser", { ...change, passwordConfirmation: office.first.password });
    const asked = { userLogin: "reader", passwordConfirmation: "another-secret", description: "x" };
    expect(await office.call("UsersManager.createAppSpecificTokenAuth", asked)).toMatch(/^[0-9a-f]{32}$/);
  });

  it("always leave a superuser", async () => {
    const office = await open();
    const confirmed = { passwordConfirmation: office.first.password };
    await office.call("UsersManager.addUser", { ...reader, initialIdSite: "1" });
    const take = { userLogin: "admin", hasSuperUserAccess: "0", ...confirmed };
    await expect(office.call("UsersManager.setSuperUserAccess", take)).rejects.toThrow("only superuser");
    await expect(office.call("UsersManager.deleteUser", { userLogin: "admin" })).rejects.toThrow("only superuser");
    await office.call("UsersManager.setSuperUserAccess", { ...take, userLogin: "reader", hasSuperUserAccess: "1" });
    await office.call("UsersManager.setSuperUserAccess", take);
    expect(await office.call("UsersManager.getUsersHavingSuperUserAccess")).toEqual([
      { login: "reader", email: "reader@example.org", superuser_access: 1, invite_status: "active", uses_2fa: false },
    ]);
  });

  it("never touch the anonymous user", async () => {
    const office = await open();
    await expect(office.call("UsersManager.deleteUser", { userLogin: "anonymous" })).rejects.toThrow("anonymous");
    await expect(office.call("UsersManager.updateUser", { userLogin: "anonymous", email: "a@example.org" })).rejects.toThrow("anonymous");
  });

  it("take everything of a removed user away", async () => {
    const office = await open();
    await office.call("UsersManager.addUser", { ...reader, initialIdSite: "1" });
    await office.call("UsersManager.setUserPreference", { userLogin: "reader", preferenceName: "defaultReport", preferenceValue: "1" });
    const segment = {
      definition: "actions>1",
      login: "reader",
      site: 1,
      auto_archive: 0,
      starred: 0,
      created: 0,
      edited: null,
      deleted: 0,
    } as const;
    await office.records
      .insertInto("segments")
      .values({ ...segment, name: "Own", shared: 0 })
      .execute();
    await office.records
      .insertInto("segments")
      .values({ ...segment, name: "For all", shared: 1 })
      .execute();
    const note = { site: 1, note_id: 0, day: "2026-06-01", note: "New design", starred: 0, login: "reader" } as const;
    await office.records.insertInto("annotations").values(note).execute();
    await office.records.updateTable("sites").set({ creator: "reader" }).execute();

    await office.call("UsersManager.deleteUser", { userLogin: "reader" });
    for (const table of ["users", "access", "tokens", "preferences", "sessions", "annotations"] as const)
      expect(await office.records.selectFrom(table).select("login").where("login", "=", "reader").execute()).toEqual([]);
    expect(await office.records.selectFrom("sites").select("id").where("creator", "=", "reader").execute()).toEqual([]);
    expect(await office.records.selectFrom("segments").select(["name", "login"]).execute()).toEqual([{ name: "For all", login: "admin" }]);
  });
});

describe("invitations", () => {
  const invited = { userLogin: "guest", email: "guest@example.org", initialIdSite: "1" };

  it("stand for days and are known to who invited", async () => {
    const office = await open();
    const [anna, bert] = [callerWith("anna", { 1: "admin" }), callerWith("bert", { 1: "admin" })];
    await office.call("UsersManager.inviteUser", { ...invited, expiryInDays: "3" }, anna);
    expect(await office.call("UsersManager.getUser", { userLogin: "guest" })).toMatchObject({
      invited_by: "anna",
      invite_status: 3,
      invite_expired_at: "2026-06-04 12:00:00",
    });
    expect(await logins(office, anna)).toEqual(["guest"]);
    expect(await logins(office, bert)).toEqual([]);
    await expect(office.call("UsersManager.generateInviteLink", { userLogin: "guest" }, bert)).rejects.toThrow("does not exist");
    expect(await office.call("UsersManager.generateInviteLink", { userLogin: "guest" }, anna)).toMatch(
      /^https:\/\/stats\.example\.org\/.*[0-9a-f]{32}$/,
    );
  });

  it("can be taken back by who invited, and by no other administrator of a site", async () => {
    const office = await open();
    await office.call("UsersManager.inviteUser", invited, callerWith("anna", { 1: "admin" }));
    await expect(office.call("UsersManager.deleteUser", { userLogin: "guest" }, callerWith("bert", { 1: "admin" }))).rejects.toThrow(
      "does not exist",
    );
    await office.call("UsersManager.deleteUser", { userLogin: "guest" }, callerWith("anna", { 1: "admin" }));
    expect(await logins(office)).toEqual(["admin", "anonymous"]);
  });
});

describe("preferences", () => {
  it("are the first site and yesterday until chosen", async () => {
    const office = await open();
    expect(await office.call("UsersManager.getUserPreference", { preferenceName: "defaultReport" })).toBe(1);
    expect(await office.call("UsersManager.getUserPreference", { preferenceName: "defaultReportDate" })).toBe("yesterday");
    await office.call("UsersManager.setUserPreference", { userLogin: "admin", preferenceName: "defaultReport", preferenceValue: "2" });
    expect(await office.call("UsersManager.getUserPreference", { preferenceName: "defaultReport" })).toBe("2");
  });
});
