import { localTime } from "../../base/dates.ts";
import { type Method, method } from "../../catalog/method.ts";
import { site, text } from "../../catalog/params.ts";
import { requireSite } from "../../db/sites.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { texts } from "./texts.ts";

const getTranslations = method({
  method: "Transitions.getTranslations",
  docs: "Tells the headings and sentences that go with transitions.",
  access: "anyone",
  params: {},
  run: () => texts,
});

const isPeriodAllowed = method({
  method: "Transitions.isPeriodAllowed",
  docs: "Whether transitions can be asked over a period: over any that there is.",
  access: "view",
  params: { idSite: site(), period: text(), date: text() },
  run: async ({ params, records, clock }) => {
    const { timezone } = await requireSite(records, params.idSite);
    parsePeriods(params.period, params.date, localTime(Math.floor(clock.now() / 1000), timezone).day);
    return true;
  },
});

export const methods: readonly Method[] = [getTranslations, isPeriodAllowed];
