import { decodePercent } from "../../base/percent.ts";
import { translate } from "../../base/translate.ts";
import type { Caller } from "../../catalog/caller.ts";
import type { Records } from "../../db/records.ts";

/** What a segment is called, in a language: by the name under which it is kept for the site, where the caller may see that; else it is itself. */
export async function segmentTitle(records: Records, caller: Caller, segment: string, site: number, language?: string): Promise<string> {
  if (segment === "") return translate("All visits", language);
  let kept = records.selectFrom("segments").select(["name", "definition"]).where("deleted", "=", 0).where("site", "in", [0, site]);
  if (!caller.superuser) kept = kept.where((is) => is.or([is("shared", "=", 1), is("login", "=", caller.login)]));
  const same = (await kept.orderBy("id").execute()).findLast(({ definition }) => bare(definition) === bare(segment));
  return same?.name ?? segment;
}

function bare(segment: string): string {
  return decodePercent(segment).trim();
}
