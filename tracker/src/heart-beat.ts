import type { Core, Methods } from "./core.ts";

/** Tells how long a page was really looked at: when the visitor turns away from it, if it was looked at long enough. */
export function heartBeatMethods(core: Core): Methods {
  let delay = 0;
  let isSetUp = false;
  let since = Date.now();
  const turnBack = (): void => {
    since = Date.now();
  };
  const turnAway = (): void => {
    const now = Date.now();
    const last = core.lastHit();
    if (delay > 0 && last > 0 && now - last >= delay && now - since >= delay) core.track({ ping: 1 }, { hook: "ping" });
  };
  core.onLeave(turnAway);
  const enable = (seconds?: number): void => {
    delay = (Number(seconds) || 15) * 1000;
    if (isSetUp) return;
    isSetUp = true;
    window.addEventListener("blur", turnAway);
    window.addEventListener("focus", turnBack);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") turnBack();
    });
  };
  return {
    enableHeartBeatTimer: enable,
    setHeartBeatTimer: (_least: number, seconds?: number) => enable(seconds),
    disableHeartBeatTimer: () => {
      delay = 0;
    },
  };
}
