import type { Core, Methods } from "./core.ts";

/** Counts the errors of a page's scripts as events, each once a page. */
export function scriptErrorMethods(core: Core): Methods {
  const told = new Set<string>();
  let isOn = false;
  return {
    enableJSErrorTracking: () => {
      if (isOn) return;
      isOn = true;
      window.addEventListener("error", ({ message, filename, lineno, colno }) => {
        const place = `${filename}:${lineno}:${colno}`;
        if (!message || told.has(place + message)) return;
        told.add(place + message);
        core.track({ e_c: "JavaScript Errors", e_a: place, e_n: message, ca: 1 }, { hook: "event" });
      });
    },
  };
}
