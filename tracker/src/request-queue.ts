import type { Core, Methods } from "./core.ts";
import { warn } from "./warn.ts";

/** Requests that a page lets wait, to be sent together with others. */
export function queueMethods(core: Core): Methods {
  let waiting: string[] = [];
  let interval = 2500;
  let isOn = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const requests = waiting;
    waiting = [];
    core.trackWhole(requests);
  };
  core.onLeave(flush);
  return {
    queueRequest: (request: string, isWhole?: boolean) => {
      waiting.push(isWhole ? request : core.requestFor(request));
      if (!isOn) flush();
      else timer ??= setTimeout(flush, interval);
    },
    setRequestQueueInterval: (milliseconds: number) => {
      if (milliseconds >= 1000) interval = milliseconds;
      else warn("requests wait at least 1000 ms for others");
    },
    disableQueueRequest: () => {
      isOn = false;
    },
  };
}
