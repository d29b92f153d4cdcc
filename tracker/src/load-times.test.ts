import { expect, it } from "vitest";
import { loadTimes, type Timing } from "./load-times.ts";

const whole: Timing = {
  fetchStart: 1,
  connectEnd: 11.4,
  requestStart: 12,
  responseStart: 112.6,
  responseEnd: 130,
  domInteractive: 300,
  domComplete: 900,
  loadEventStart: 901,
  loadEventEnd: 904,
};

it("are the stages of a page that is there", () => {
  expect(loadTimes(whole)).toEqual({ pf_net: 10, pf_srv: 101, pf_tfr: 17, pf_dm1: 170, pf_dm2: 600, pf_onl: 3 });
});

it("lack what has not happened yet", () => {
  const { pf_srv, pf_dm1, pf_dm2, pf_onl } = loadTimes({ ...whole, domComplete: 0, loadEventStart: 0, loadEventEnd: 0 });
  expect([pf_srv, pf_dm1, pf_dm2, pf_onl]).toEqual([101, 170, undefined, undefined]);
});
