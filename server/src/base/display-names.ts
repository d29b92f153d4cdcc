import { LRUCache } from "lru-cache";

type Kind = "region" | "language";

// Making one takes a millisecond, and each row of a table asks. What is kept never changes, so that nobody can tell.
const kept = new LRUCache<string, Intl.DisplayNames, { readonly type: Kind; readonly language: string }>({
  max: 50,
  memoMethod: (_key, _stale, { context: { type, language } }) => new Intl.DisplayNames([language, "en"], { type }),
});

/** The name of a region or a language by its code in a language (a BCP 47 tag; English where not said), as Node brings it. */
export function displayName(type: Kind, code: string, language = "en"): string | undefined {
  return kept.memo(`${type} ${language}`, { context: { type, language } }).of(code);
}
