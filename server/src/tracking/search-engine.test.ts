import { describe, expect, it } from "vitest";
import { loadReferrerLists } from "./referrer-lists.ts";
import { findSearch } from "./search-engine.ts";

const { searchEngines } = loadReferrerLists();

describe("findSearch", () => {
  it.each([
    ["national hosts", "https://www.google.co.uk/search?q=a+B", "Google", "a b"],
    ["a country before the host", "https://de.bing.com/search?q=x", "Bing", "x"],
    ["a country before a host that is listed without", "https://uk.search.yahoo.com/search?p=x", "Yahoo!", "x"],
    ["mobile hosts", "https://m.yandex.ru/search?text=x", "Yandex", "x"],
    ["a host with its path", "https://www.bing.com/images/search?q=x", "Bing Images", "x"],
    ["the keyword in the fragment", "https://www.google.com/#hl=en&q=x", "Google", "x"],
    ["the keyword in the path", "http://1.cz/s/boty/", "1.cz", "boty"],
    ["a tab of Google's", "https://www.google.com/search?tbm=isch&q=x", "Google Images", "x"],
    [
      "the page behind a picture",
      "https://www.google.com/imgres?imgurl=a&prev=%2Fsearch%3Fq%3Dred%2520shoes%26hl%3Den",
      "Google Images",
      "red shoes",
    ],
    ["Google's advanced form", "https://www.google.com/search?as_q=a+b&as_epq=c&as_oq=d+e&as_eq=f&q=z", "Google", 'a b d or e "c" -f'],
    ["a custom search of Google's", "https://anywhere.example/?cx=partner-pub-1&q=x", "Google Custom Search", "x"],
    ["hosted results", "https://anything.images.search.yahoo.com/?p=x", "Yahoo! Images", "x"],
    ["a keyword left out", "https://www.google.com/url?sa=t", "Google", ""],
    ["an empty keyword behind another parameter", "https://www.bing.com/search?form=A&q=", "Bing", ""],
    ["an app", "android-app://com.google.android.googlequicksearchbox/", "Google", ""],
    ["UTF-8 before another charset", "https://www.baidu.com/s?wd=%E8%B7%91%E6%AD%A5", "Baidu", "跑步"],
    ["another charset where it is no UTF-8", "https://www.baidu.com/s?wd=%C5%DC%B2%BD", "Baidu", "跑步"],
    ["the only charset", "http://1.cz/?q=%B9k%F3da", "1.cz", "škóda"],
  ])("reads %s", (_, address, engine, keyword) => {
    expect(findSearch(address, searchEngines)).toEqual({ engine, keyword });
  });

  it.each([
    ["no engine", "https://blog.example.net/?q=x"],
    ["a page of an engine that is no search", "https://www.bing.com/account?x=1"],
    ["an empty first parameter", "https://www.bing.com/search?q="],
    ["no address", "google"],
    ["an empty text", ""],
  ])("finds nothing in %s", (_, address) => {
    expect(findSearch(address, searchEngines)).toBeUndefined();
  });
});
