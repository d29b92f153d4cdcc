import { describe, expect, it } from "vitest";
import { createDeviceReader } from "./device.ts";

const read = createDeviceReader();

const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
const safari = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const chromeOnWindows11 = {
  fullVersionList: [
    { brand: "Chromium", version: "128.0.6613.85" },
    { brand: "Google Chrome", version: "128.0.6613.85" },
  ],
  mobile: false,
  model: "",
  platform: "Windows",
  platformVersion: "15.0.0",
};

type Summary = readonly [type: string, brand: string, model: string, system: string, browser: string, engine: string];

function summary(userAgent: string, hints?: unknown): Summary {
  const device = read(userAgent, hints);
  return [
    device.type,
    device.brand,
    device.model,
    `${device.system} ${device.systemVersion}`.trim(),
    `${device.browser} ${device.browserVersion}`.trim(),
    device.browserEngine,
  ];
}

describe("device by user agent, as recorded", () => {
  const recorded: readonly (readonly [userAgent: string, expected: Summary])[] = [
    [`${windows} ${webkit} Chrome/128.0.0.0 Safari/537.36`, ["desktop", "", "generic desktop", "WIN 10", "CH 128.0", "Blink"]],
    [
      `${windows} ${webkit} Chrome/127.0.0.0 Safari/537.36 Edg/127.0.2651.74`,
      ["desktop", "", "generic desktop", "WIN 10", "PS 127.0", "Blink"],
    ],
    [
      `${windows} ${webkit} Chrome/126.0.0.0 Safari/537.36 OPR/112.0.0.0`,
      ["desktop", "", "generic desktop", "WIN 10", "OP 112.0", "Blink"],
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:129.0) Gecko/20100101 Firefox/129.0",
      ["desktop", "", "generic desktop", "WIN 10", "FF 129.0", "Gecko"],
    ],
    [
      "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
      ["desktop", "", "generic desktop", "WIN 7", "IE 11.0", "Trident"],
    ],
    [
      "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0",
      ["desktop", "", "generic desktop", "UBT", "FF 115.0", "Gecko"],
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 Firefox/128.0",
      ["desktop", "AP", "generic desktop", "MAC 10.15", "FF 128.0", "Gecko"],
    ],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safari} Version/17.4 Safari/605.1.15`,
      ["desktop", "AP", "generic desktop", "MAC 10.15", "SF 17.4", "WebKit"],
    ],
    [
      `Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) ${safari} Version/16.6 Mobile/15E148 Safari/604.1`,
      ["tablet", "AP", "iPad", "IPA 16.6", "MF 16.6", "WebKit"],
    ],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${safari} Version/17.5 Mobile/15E148 Safari/604.1`,
      ["smartphone", "AP", "iPhone", "IOS 17.5", "MF 17.5", "WebKit"],
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${webkit} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
      ["smartphone", "", "generic smartphone", "AND 10", "SB 25.0", "Blink"],
    ],
    [
      `Mozilla/5.0 (Linux; Android 12; SM-T870) ${webkit} Chrome/125.0.0.0 Safari/537.36`,
      ["tablet", "SA", 'Galaxy Tab S7 11.0" WiFi', "AND 12", "CH 125.0", "Blink"],
    ],
    [
      `Mozilla/5.0 (Linux; Android 13; Pixel 7) ${webkit} Chrome/126.0.0.0 Mobile Safari/537.36`,
      ["smartphone", "GO", "Pixel 7", "AND 13", "CM 126.0", "Blink"],
    ],
    [
      `Mozilla/5.0 (Linux; Android 14; SM-S918B) ${webkit} Chrome/127.0.0.0 Mobile Safari/537.36`,
      ["smartphone", "SA", "Galaxy S23 Ultra", "AND 14", "CM 127.0", "Blink"],
    ],
    [
      `Mozilla/5.0 (PlayStation; PlayStation 5/2.26) ${safari} Version/13.0 Safari/605.1.15`,
      ["console", "SO", "PlayStation 5", "PS3 5.2", "NF", "WebKit"],
    ],
    [
      `Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) ${webkit} SamsungBrowser/3.0 Chrome/76.0.3809.146 TV Safari/537.36`,
      ["tv", "SA", "Smart TV", "TIZ 6.0", "SB 3.0", "Blink"],
    ],
  ];
  it.each(recorded)("%s", (userAgent, expected) => expect(summary(userAgent)).toEqual(expected));
});

describe("device by client hints, as recorded", () => {
  const windows11 = (engine: string): Summary => ["desktop", "", "generic desktop", "WIN 11", "CH 128.0", engine];
  it.each([
    ["the same browser keeps its engine", `${windows} ${webkit} Chrome/128.0.0.0 Safari/537.36`, windows11("Blink")],
    [
      "Opera is no kin of Chrome, so the engine is not known",
      `${windows} ${webkit} Chrome/126.0.0.0 Safari/537.36 OPR/112.0.0.0`,
      windows11(""),
    ],
    ["nor is Internet Explorer", "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", windows11("")],
    [
      "Apple makes nothing that runs Windows",
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 Firefox/128.0",
      windows11(""),
    ],
  ])("%s", (_, userAgent, expected) => expect(summary(userAgent, chromeOnWindows11)).toEqual(expected));

  it("reads the headers like the parameter", () => {
    const headers = {
      "sec-ch-ua-full-version-list": '"Chromium";v="128.0.6613.85", "Google Chrome";v="128.0.6613.85"',
      "sec-ch-ua-platform": '"Windows"',
      "sec-ch-ua-platform-version": '"15.0.0"',
      "sec-ch-ua-mobile": "?0",
    };
    expect(summary(`${windows} ${webkit} Chrome/128.0.0.0 Safari/537.36`, headers)).toEqual(windows11("Blink"));
  });

  it.each([
    ["text", "nonsense"],
    ["a list", [1, 2]],
    [
      "values of the wrong type",
      { platform: 5, platformVersion: {}, fullVersionList: [null, 3, { brand: 1, version: 2 }], formFactors: 7 },
    ],
  ])("passes over %s", (_, hints) => expect(summary(`${windows} ${webkit} Chrome/128.0.0.0 Safari/537.36`, hints)[3]).toBe("WIN 10"));
});

describe("robots and nothing at all", () => {
  it.each([
    ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"],
    ["Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"],
  ])("%s", (userAgent) =>
    expect(read(userAgent, undefined)).toMatchObject({ isBot: true, system: "BOT", browser: "UNK", type: "", model: "" }));

  it("knows nothing of an empty user agent", () => {
    expect(read("", undefined)).toMatchObject({ isBot: false, system: "UNK", browser: "UNK", browserVersion: "", brand: "", type: "" });
  });

  it("answers the same device again", () => {
    expect(read("Mozilla/5.0 (Linux; Android 13; Pixel 7)", undefined)).toBe(read(" Mozilla/5.0 (Linux; Android 13; Pixel 7) ", undefined));
  });
});
