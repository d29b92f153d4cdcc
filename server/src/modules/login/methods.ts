import { type Method, method } from "../../catalog/method.ts";

const unblockBruteForceIPs = method({
  method: "Login.unblockBruteForceIPs",
  docs: "Lets everybody try again at once who has to wait after failed logins or unknown tokens.",
  access: "superuser",
  params: {},
  run: ({ lockout }) => {
    lockout.forgetAll();
    return undefined;
  },
});

export const methods: readonly Method[] = [unblockBruteForceIPs];
