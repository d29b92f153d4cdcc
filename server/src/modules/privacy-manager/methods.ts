import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, text } from "../../catalog/params.ts";
import type { Records } from "../../db/records.ts";
import { changeSettings, type PrivacySettings, readSettings } from "../../db/settings.ts";
import { anonymizationMethods } from "./anonymization-methods.ts";
import { dataSubjectMethods } from "./data-subject-methods.ts";
import { retention } from "./retention.ts";

const referrerAnonymizations = ["", "exclude_query", "exclude_path", "exclude_all"] as const;

const setAnonymizeIpSettings = method({
  method: "PrivacyManager.setAnonymizeIpSettings",
  docs: "Says what of an address, a user id, an order id and a referrer is stored. What is left out of the last four stays as it is.",
  access: "superuser",
  params: {
    anonymizeIPEnable: flag(),
    maskLength: integer(1, 4),
    useAnonymizedIpForVisitEnrichment: flag(),
    anonymizeUserId: flag().optional(),
    anonymizeOrderId: flag().optional(),
    anonymizeReferrer: text().or(""),
    forceCookielessTracking: flag().optional(),
  },
  run: async ({ params, records }) => {
    await changePrivacy(records, (now) => ({
      anonymizeIp: params.anonymizeIPEnable,
      maskBytes: params.maskLength as PrivacySettings["maskBytes"],
      enrichWithMaskedIp: params.useAnonymizedIpForVisitEnrichment,
      anonymizeUserId: params.anonymizeUserId ?? now.anonymizeUserId,
      anonymizeOrderId: params.anonymizeOrderId ?? now.anonymizeOrderId,
      // NOTE matomo: a way that does not exist turns it off.
      anonymizeReferrer: referrerAnonymizations.find((way) => way === params.anonymizeReferrer) ?? "",
      cookieless: params.forceCookielessTracking ?? now.cookieless,
    }));
    return true;
  },
});

const activateDoNotTrack = method({
  method: "PrivacyManager.activateDoNotTrack",
  docs: "Drops the hits of browsers that ask not to be tracked.",
  access: "superuser",
  params: {},
  run: async ({ records }) => {
    await changePrivacy(records, () => ({ obeyDoNotTrack: true }));
    return true;
  },
});

const deactivateDoNotTrack = method({
  method: "PrivacyManager.deactivateDoNotTrack",
  docs: "Tracks browsers that ask not to be tracked too.",
  access: "superuser",
  params: {},
  run: async ({ records }) => {
    await changePrivacy(records, () => ({ obeyDoNotTrack: false }));
    return true;
  },
});

export const methods: readonly Method[] = [
  setAnonymizeIpSettings,
  activateDoNotTrack,
  deactivateDoNotTrack,
  ...retention,
  ...dataSubjectMethods,
  ...anonymizationMethods,
];

async function changePrivacy(records: Records, changes: (now: PrivacySettings) => Partial<PrivacySettings>): Promise<void> {
  const { privacy } = await readSettings(records);
  await changeSettings(records, { privacy: { ...privacy, ...changes(privacy) } });
}
