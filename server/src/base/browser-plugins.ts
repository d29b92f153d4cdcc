/** A plugin that a browser may have, and the tracking parameter that says so. */
export interface BrowserPlugin {
  readonly name: string;
  readonly title: string;
  readonly parameter: string;
}

export const cookiePlugin: BrowserPlugin = { name: "cookie", title: "Cookie", parameter: "cookie" };

export const browserPlugins: readonly BrowserPlugin[] = [
  cookiePlugin,
  { name: "flash", title: "Flash", parameter: "fla" },
  { name: "java", title: "Java", parameter: "java" },
  { name: "pdf", title: "PDF", parameter: "pdf" },
  { name: "quicktime", title: "QuickTime", parameter: "qt" },
  { name: "realplayer", title: "RealPlayer", parameter: "realp" },
  { name: "silverlight", title: "Silverlight", parameter: "ag" },
  { name: "windowsmedia", title: "Windows Media", parameter: "wma" },
];
