import type { Methods } from "./core.ts";

/** What pages of earlier days ask for: not to be shown within others, and not to be read from a disk. */
export function frameMethods(): Methods {
  return {
    killFrame: () => {
      if (window.top && window.top !== window) window.top.location.href = location.href;
    },
    redirectFile: (url: string) => {
      if (location.protocol === "file:") location.href = url;
    },
  };
}
