import { percentText } from "../../base/number-text.ts";
import type { Cells, Value } from "../../catalog/table.ts";
import { round } from "../../reporting/rounding.ts";

/** For each figure how it changed from one row to the other, and how it changed back: `nb_visits_change`, `nb_visits_change_from`. */
export function changesBetween(from: Cells, to: Cells, language?: string): Cells {
  return Object.fromEntries(
    Object.keys(to).flatMap((column) => [
      [`${column}_change`, changeText(from[column], to[column], language)],
      [`${column}_change_from`, changeText(to[column], from[column], language)],
    ]),
  );
}

/** `+35%`; nothing changes by 0, and whatever was 0 before grows by 100. */
function changeText(from: Value | undefined, to: Value | undefined, language?: string): string {
  const [before, now] = [Number(from ?? 0), Number(to ?? 0)];
  const share = now === before ? 0 : before === 0 ? 1 : (now - before) / before;
  const text = percentText(round(share * 100, 1) / 100, language);
  return share >= 0 ? `+${text}` : text;
}
