import { type Method, method } from "../../catalog/method.ts";
import { text } from "../../catalog/params.ts";
import { changeSettings } from "../../db/settings.ts";

const setLocationProvider = method({
  method: "UserCountry.setLocationProvider",
  docs: "Chooses how places of visitors are found: 'default' goes by the browser's language, others by address.",
  access: "superuser",
  params: { providerId: text() },
  run: async ({ params, records }) => {
    await changeSettings(records, { locationProvider: params.providerId });
    return undefined;
  },
});

export const methods: readonly Method[] = [setLocationProvider];
