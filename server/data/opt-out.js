/* global OPT_OUT */
((settings) => {
  const texts = settings.texts[language()] || settings.texts.en;
  const twoYears = 2 * 365 * 24 * 60 * 60;

  function language() {
    const wanted = settings.language === "auto" ? navigator.language || "en" : settings.language;
    return wanted.slice(0, 2).toLowerCase();
  }

  function hasCookie(name) {
    return document.cookie.split("; ").some((pair) => pair.indexOf(`${name}=`) === 0);
  }

  /** Cookies of a frame on another site's page have to be marked for it, which browsers allow over TLS only. */
  function setCookie(name, value, seconds) {
    const marks = settings.framed && location.protocol === "https:" ? "; SameSite=None; Secure" : "; SameSite=Lax";
    document.cookie = `${name}=${value}; path=/; max-age=${seconds}${marks}`;
  }

  function isOut() {
    return hasCookie("matomo_ignore") || hasCookie("mtm_consent_removed");
  }

  function set(out) {
    for (const name of settings.framed ? ["matomo_ignore"] : ["matomo_ignore", "mtm_consent_removed"])
      setCookie(name, out ? Date.now() : "", out ? twoYears : 0);
    // The tracker on this page, where there is one, heeds it at once.
    if (!settings.framed && window._paq) window._paq.push([out ? "optUserOut" : "forgetUserOptOut"]);
  }

  function element(tag, text, parent) {
    const made = document.createElement(tag);
    made.textContent = text;
    parent.appendChild(made);
    return made;
  }

  function show() {
    const place = document.getElementById(settings.divId);
    if (!place) return;
    place.textContent = "";
    Object.assign(place.style, settings.style);
    if (settings.showIntro) element("p", isOut() ? texts.introOut : texts.introIn, place);
    const label = element("label", "", element("p", "", place));
    const box = element("input", "", label);
    box.type = "checkbox";
    box.checked = !isOut();
    element("span", ` ${isOut() ? texts.out : texts.in}`, label);
    box.addEventListener("change", () => {
      const out = !box.checked;
      set(out);
      show();
      if (isOut() !== out) element("p", texts.blocked, place).setAttribute("role", "alert");
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})(OPT_OUT);
