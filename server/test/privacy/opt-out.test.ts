import { createContext, runInContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startRunningServer } from "../harness/running-server.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer();
  await server.ask("SitesManager.addSite", { siteName: "One", "urls[0]": "https://one.example.org" });
});
afterAll(() => server.close());

const load = (query: string) => fetch(new URL(`index.php?module=CoreAdminHome&${query}`, server.url), { redirect: "manual" });

interface Made {
  textContent: string;
  checked?: boolean;
  readonly style: object;
  readonly children: Made[];
  readonly listeners: (() => void)[];
}

/** As much of a browser's page as the script needs. */
function openPage(language: string) {
  const jar = new Map<string, string>();
  const make = (): Made & Record<string, unknown> => {
    const made = {
      textContent: "",
      style: {},
      children: [] as Made[],
      listeners: [] as (() => void)[],
      appendChild: (child: Made) => made.children.push(child),
      setAttribute: () => {},
      addEventListener: (_: string, listener: () => void) => made.listeners.push(listener),
    };
    return made;
  };
  const place = make();
  const pushed: unknown[] = [];
  const document = {
    readyState: "complete",
    createElement: make,
    getElementById: () => {
      place.children.length = 0;
      return place;
    },
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    },
    set cookie(text: string) {
      const [, name, value, seconds] = /^(\w+)=(\w*); path=\/; max-age=(\d+)/.exec(text) ?? [];
      if (seconds === "0") jar.delete(name!);
      else jar.set(name!, value!);
    },
  };
  const all = (made: Made): readonly Made[] => [made, ...made.children.flatMap(all)];
  const box = () => all(place).find((made) => made.checked !== undefined)!;
  return {
    run: (script: string) =>
      runInContext(
        script,
        createContext({ document, navigator: { language }, location: { protocol: "https:" }, window: { _paq: pushed } }),
      ),
    words: () =>
      all(place)
        .map((made) => made.textContent)
        .join(" "),
    change: (checked: boolean) => {
      const input = box();
      input.checked = checked;
      for (const listener of input.listeners) listener();
    },
    cookies: () => [...jar.keys()].sort(),
    pushed,
    place,
  };
}

describe("the script on a website's own page", () => {
  it("keeps what the visitor says, and tells the tracker", async () => {
    const answer = await load("action=optOutJS&divId=box&language=auto&fontColor=ff0000&fontSize=12px&showIntro=0");
    expect(answer.headers.get("content-type")).toContain("text/javascript");
    const page = openPage("de-AT");
    page.run(await answer.text());
    expect(page.words()).toContain("Sie werden gezählt");
    expect(page.place.style).toEqual({ color: "#ff0000", fontSize: "12px" });
    page.change(false);
    expect(page.cookies()).toEqual(["matomo_ignore", "mtm_consent_removed"]);
    expect(page.words()).toContain("Sie haben widersprochen");
    page.change(true);
    expect(page.cookies()).toEqual([]);
    expect(page.pushed).toEqual([["optUserOut"], ["forgetUserOptOut"]]);
  });

  it("comes in the code to put on the page, in one piece or two", async () => {
    const { value: whole } = (await server.ask("CoreAdminHome.getOptOutSelfContainedEmbedCode", { showIntro: "1" })) as { value: string };
    const page = openPage("en");
    page.run(/<script>([\s\S]*)<\/script>$/.exec(whole)![1]!);
    expect(page.words()).toContain("You are counted");
    const { value: linked } = (await server.ask("CoreAdminHome.getOptOutJSEmbedCode", {
      fontColor: "#00ff00",
      applyStyling: "1",
      matomoUrl: server.url,
      language: "fr",
    })) as { value: string };
    const address = /src="([^"]+)"/.exec(linked)![1]!.replaceAll("&amp;", "&");
    const other = openPage("en");
    other.run(await (await fetch(address)).text());
    expect(other.words()).toContain("Vous êtes compté");
    expect(other.place.style).toEqual({ color: "#00ff00" });
  });

  it.each([
    { fontColor: "red;}</style>", applyStyling: "1" },
    { fontFamily: '"><script>', applyStyling: "1" },
    { matomoUrl: "javascript:alert(1)" },
  ])("refuses %j", async (params: Readonly<Record<string, string>>) => {
    expect(await server.ask("CoreAdminHome.getOptOutJSEmbedCode", params)).toMatchObject({ result: "error" });
  });
});

describe("the page for frames", () => {
  it("may be framed by any website, and holds nothing of what its address says but what is allowed", async () => {
    const answer = await load(
      `action=optOut&language=${encodeURIComponent("</script><b>")}&fontFamily=${encodeURIComponent("</script><i>")}`,
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-frame-options")).toBeNull();
    expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors *");
    const html = await answer.text();
    expect(html).not.toMatch(/<b>|<i>/);
    const page = openPage("es");
    page.run(/<script[^>]*>([\s\S]*)<\/script>/.exec(html)![1]!);
    page.change(false);
    expect(page.cookies()).toEqual(["matomo_ignore"]);
  });

  it("leads to visits that are not counted", async () => {
    const hit = { idsite: "1", url: "https://one.example.org/" };
    await server.hit(hit, { cookie: "matomo_ignore=1" });
    expect(await server.ask("VisitsSummary.getVisits", { idSite: "1", period: "day", date: "today" })).toEqual({ value: 0 });
    await server.hit(hit);
    expect(await server.ask("VisitsSummary.getVisits", { idSite: "1", period: "day", date: "today" })).toEqual({ value: 1 });
  });
});
