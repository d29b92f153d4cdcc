/** Folders of server/src and their level: a file imports from lower levels and from its own folder. */
const levels: Readonly<Record<string, number>> = {
  base: 1,
  db: 2,
  catalog: 3,
  reporting: 4,
  tracking: 4,
  derive: 5,
  modules: 6,
  api: 7,
  jobs: 8,
  http: 8,
};

/** Files at the top of server/src and the commands in cli/ wire everything. */
const top = 9;

function folderOf(path: string): string {
  const [folder = ""] = path.split("/");
  return path.includes("/") && folder !== "cli" ? folder : "";
}

export function levelOf(path: string): number | undefined {
  const folder = folderOf(path);
  return folder === "" ? top : levels[folder];
}

/** Says what is wrong with one import; undefined where it is fine. */
export function complaint(from: string, to: string): string | undefined {
  const [own, other] = [folderOf(from), folderOf(to)];
  if (levelOf(from) === undefined) return `${from}: the folder ${own}/ has no level; give it one in server/test/structure/layers.ts`;
  if (own === "modules" && other === "modules") return betweenModules(from, to);
  if (own === other || levelOf(from)! > (levelOf(to) ?? Number.POSITIVE_INFINITY)) return undefined;
  const relation = levelOf(from) === levelOf(to) ? "its sibling" : "the higher layer";
  return `${from} imports ${to}: ${own}/ may not know ${relation} ${other || "server/src"}/; move what both need to a lower layer, or pass it in`;
}

function betweenModules(from: string, to: string): string | undefined {
  const moduleOf = (path: string) => path.split("/").slice(0, -1).join("/");
  if (from === "modules/index.ts" || moduleOf(from) === moduleOf(to) || to.endsWith("/dimensions.ts")) return undefined;
  return `${from} imports ${to}: of another module only its dimensions.ts may be known; move what both need to reporting/ or derive/`;
}
