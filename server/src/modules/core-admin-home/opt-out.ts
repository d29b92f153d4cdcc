import { wrongParameter } from "../../base/errors.ts";
import { escapeHtml } from "../../base/html.ts";
import { type OptOutStyle, optOutScript, readStyle } from "../../base/opt-out.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, text, type ValuesOf } from "../../catalog/params.ts";

const styleParams = {
  backgroundColor: text().or(""),
  fontColor: text().or(""),
  fontSize: text().or(""),
  fontFamily: text().or(""),
  applyStyling: flag().or(false),
  showIntro: flag().or(true),
};

const divId = "matomo-opt-out";

const getOptOutJSEmbedCode = method({
  method: "CoreAdminHome.getOptOutJSEmbedCode",
  docs: "Code for a page on which visitors opt out; its script comes from this server.",
  access: "anyone",
  params: { ...styleParams, matomoUrl: text().or(""), language: text().or("auto") },
  run: ({ params, baseUrl }) => {
    const { color, ...style } = styleOf(params);
    const query = new URLSearchParams({
      module: "CoreAdminHome",
      action: "optOutJS",
      divId,
      language: params.language,
      ...style,
      ...(color === undefined ? {} : { fontColor: color }),
      showIntro: params.showIntro ? "1" : "0",
    });
    const address = `${serverAddress(params.matomoUrl, baseUrl)}index.php?${query}`;
    return `<div id="${divId}"></div>\n<script src="${escapeHtml(address)}"></script>`;
  },
});

const getOptOutSelfContainedEmbedCode = method({
  method: "CoreAdminHome.getOptOutSelfContainedEmbedCode",
  docs: "Code for a page on which visitors opt out; all of it stands on that page.",
  access: "anyone",
  params: styleParams,
  run: ({ params }) => {
    const settings = { divId, language: "auto", showIntro: params.showIntro, style: styleOf(params), framed: false };
    return `<div id="${divId}"></div>\n<script>\n${optOutScript(settings)}</script>`;
  },
});

export const optOutMethods: readonly Method[] = [getOptOutJSEmbedCode, getOptOutSelfContainedEmbedCode];

/** Throws wrongParameter for what is no colour, size or font. */
function styleOf(params: ValuesOf<typeof styleParams>): OptOutStyle {
  if (!params.applyStyling) return {};
  const parts = [
    ["backgroundColor", "backgroundColor", "a colour such as #ffffff"],
    ["color", "fontColor", "a colour such as #000000"],
    ["fontSize", "fontSize", "a size such as 12px"],
    ["fontFamily", "fontFamily", "the name of a font"],
  ] as const;
  const given = parts.filter(([, param]) => params[param] !== "");
  return Object.fromEntries(
    given.map(([part, param, wanted]) => {
      const value = readStyle(part, params[param]);
      if (value === undefined) throw wrongParameter(param, params[param], wanted);
      return [part, value];
    }),
  );
}

/** With a slash at its end. Throws wrongParameter for what is no address of the web. */
function serverAddress(given: string, baseUrl: string): string {
  if (given === "") return baseUrl;
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given))
    throw wrongParameter("matomoUrl", given, "an address such as https://stats.example.org/");
  return given.replace(/\/*$/, "/");
}
