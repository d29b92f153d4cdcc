import { readdirSync, readFileSync } from "node:fs";
import { flag } from "./flags.mjs";
import { nameOf } from "./names.mjs";
import { tile } from "./tile.mjs";

const drawings = new URL("drawings/", import.meta.url);
const marks = readJson("marks.json");

const sites = ["SEO", "aiAssistants", "searchEngines", "socials"];

/** All pictures: the path of each in server/data/pictures, and its drawing as SVG. */
export function pictures() {
  const icons = readJson("../../data/icons.json");
  const assistants = [...readJson("../../data/ai-assistants.json").map(({ hosts: [host] }) => host), "xx"];
  const sets = Object.entries({ ...icons, aiAssistants: assistants });
  return [...sets.flatMap(([set, names]) => names.map((name) => [`icons/${set}/${name}.png`, drawIcon(set, name)])), ...images()];
}

function drawIcon(set, name) {
  if (set === "flags") return flag(name);
  if (set === "devices" || set === "plugins") return drawing(set, name);
  return tile(nameOf(set, name), markOf(set, name));
}

/** A host also has the mark of the domain it belongs to; the longest domain counts. */
function markOf(set, name) {
  if (!sites.includes(set)) return marks[set][name];
  const own = marks[set]?.[name];
  if (own) return own;
  const domains = name.split(".").map((_part, index, parts) => parts.slice(index).join("."));
  return domains.map((domain) => marks.sites[domain]).find((mark) => mark !== undefined);
}

/** What the visitor log shows beside visits and actions; clients choose between the two formats. */
function images() {
  const names = readdirSync(new URL("images/", drawings)).map((file) => file.replace(/\.svg$/, ""));
  return names.flatMap((name) => {
    const folder = name === "returningVisitor" ? "visitors" : "actions";
    return ["png", "svg"].map((format) => [`${folder}/${name}.${format}`, drawing("images", name)]);
  });
}

function drawing(kind, name) {
  return readFileSync(new URL(`${kind}/${name}.svg`, drawings), "utf8");
}

function readJson(file) {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
}
