import { iconPath } from "../../base/icons.ts";

/** NOTE matomo: a plugin is shown by its stored name (`windowsmedia`) with a capital letter, not by its title. */
export function pluginLabel(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function pluginLogo(name: string): string {
  return iconPath("plugins", name);
}
