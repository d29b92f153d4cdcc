import { afterEach, describe, expect, it, vi } from "vitest";
import { type Call, inOrder, perform } from "./queue.ts";

const names = (calls: readonly Call[]) => calls.map((call) => (typeof call === "function" ? "function" : call[0]));

describe("what was pushed before the script was there", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      "keeps its order",
      ["a", "setCustomUrl", "trackPageView", "setCustomUrl", "trackPageView"],
      ["a", "setCustomUrl", "trackPageView", "setCustomUrl", "trackPageView"],
    ],
    ["learns where to send to first", ["trackPageView", "setTrackerUrl", "setSiteId"], ["setTrackerUrl", "setSiteId", "trackPageView"]],
    ["adds trackers before all else", ["setUserId", "addTracker", "setSiteId"], ["addTracker", "setSiteId", "setUserId"]],
    ["knows its cookies before it removes them", ["disableCookies", "setCookieDomain"], ["setCookieDomain", "disableCookies"]],
    [
      "asks for consent before it is given",
      ["trackPageView", "setConsentGiven", "requireConsent"],
      ["requireConsent", "setConsentGiven", "trackPageView"],
    ],
    [
      "needs consent for cookies before it is given",
      ["setCookieConsentGiven", "requireCookieConsent"],
      ["requireCookieConsent", "setCookieConsentGiven"],
    ],
    [
      "does a setting twice in the order of its calls",
      ["setSiteId", "setTrackerUrl", "setSiteId"],
      ["setSiteId", "setTrackerUrl", "setSiteId"],
    ],
  ])("%s", (_name, pushed, done) => {
    expect(names(inOrder(pushed.map((name) => [name])))).toEqual(done);
  });

  it("keeps functions where they are", () => {
    expect(names(inOrder([["trackPageView"], () => {}, ["setSiteId"]]))).toEqual(["setSiteId", "trackPageView", "function"]);
  });
});

describe("a call", () => {
  afterEach(() => void vi.restoreAllMocks());
  const trackers = () => [1, 2].map(() => ({ trackPageView: vi.fn(), setSiteId: vi.fn(), addTracker: vi.fn(), Media: { scan: vi.fn() } }));

  it("is done on each tracker, with what it was given", () => {
    const [one, two] = trackers();
    expect(perform(["trackPageView", "Home", { a: 1 }], [one!, two!], {})).toBe(true);
    for (const each of [one, two]) expect(each!.trackPageView).toHaveBeenCalledWith("Home", { a: 1 });
  });

  it.each(["setSiteId", "addTracker"])("of %s is done on the first alone", (name) => {
    const [one, two] = trackers();
    perform([name, 3], [one!, two!], {});
    expect([one, two].map((each) => (each as unknown as Record<string, ReturnType<typeof vi.fn>>)[name]!.mock.calls)).toEqual([[[3]], []]);
  });

  it("may be a function, alone or in a list, and has the tracker as its this", () => {
    const given: unknown[] = [];
    const [one] = trackers();
    perform(
      function (this: unknown) {
        given.push(this);
      },
      [one!],
      {},
    );
    perform(
      [
        function (this: unknown, text: string) {
          given.push(this, text);
        },
        "x",
      ],
      [one!],
      {},
    );
    expect(given).toEqual([one, one, "x"]);
  });

  it("may come as arguments of a function", () => {
    const [one] = trackers();
    perform({ 0: "trackPageView", 1: "Home", length: 2 }, [one!], {});
    expect(one!.trackPageView).toHaveBeenCalledWith("Home");
  });

  it("may mean a plugin of the tracker or of all, and waits for one that is not there", () => {
    const [one] = trackers();
    const shared = { Tags: { load: vi.fn() } };
    expect(perform(["Media.scan", 1], [one!], shared)).toBe(true);
    expect(perform(["Tags::load", 2], [one!], shared)).toBe(true);
    expect([one!.Media.scan.mock.calls, shared.Tags.load.mock.calls]).toEqual([[[1]], [[2]]]);
    expect(perform(["Absent.scan"], [one!], shared)).toBe(false);
    expect(perform(["Absent::load"], [one!], shared)).toBe(false);
  });

  it("of a method that there is not is told on the console", () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    expect(perform(["trackNothing"], trackers().slice(0, 1), {})).toBe(true);
    expect(error).toHaveBeenCalledWith(expect.stringContaining("trackNothing"));
  });
});
