/** Languages in which names of countries, languages and the like are told. */
export const languageCodes: readonly string[] = (
  "am ar az be bg bn bs ca cs cy da de dv el en eo es es-ar et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka ko ku lb lt lv ms " +
  "nb nl nn pl pt pt-br ro ru si sk sl sq sr sv ta te th tl tr tzm uk ur vi zh-cn zh-tw"
).split(" ");

/** The language of those who have chosen none. */
export const firstLanguage = "en";

/** What a language is called by those who speak it, with a capital letter. */
export function ownName(code: string): string {
  const name = nameIn(code, code);
  return name.slice(0, 1).toLocaleUpperCase(code) + name.slice(1);
}

export function englishName(code: string): string {
  return nameIn(code, "en");
}

function nameIn(code: string, language: string): string {
  return new Intl.DisplayNames([language], { type: "language", languageDisplay: "standard" }).of(code) ?? code;
}
