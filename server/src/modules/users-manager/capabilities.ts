import { notAllowed, unknownThing } from "../../base/errors.ts";
import { type Method, method } from "../../catalog/method.ts";
import { list, sites, text } from "../../catalog/params.ts";
import { sitesAsked } from "../../catalog/sites-asked.ts";
import { anonymous, requireUser } from "../../db/users.ts";

const addCapabilities = changing("addCapabilities", "Allows a user something beyond the role");
const removeCapabilities = changing("removeCapabilities", "Takes away what a user was allowed beyond the role");

/** There are no capabilities yet, so that every one named is unknown; the methods are there for clients that ask for none. */
export const capabilities: readonly Method[] = [addCapabilities, removeCapabilities];

function changing(action: string, docs: string): Method {
  return method({
    method: `UsersManager.${action}`,
    docs: `${docs}, on sites.`,
    access: "someAdmin",
    params: { userLogin: text(), capabilities: list(text()), idSites: sites() },
    run: async ({ params, records, caller }) => {
      await sitesAsked(records, caller, params.idSites, "admin");
      const user = await requireUser(records, params.userLogin);
      if (user.login === anonymous || user.superuser === 1)
        throw notAllowed(`'${user.login}' has no capabilities: the anonymous user gets none, and a superuser needs none.`);
      const [first] = params.capabilities;
      if (first !== undefined) throw unknownThing("capability", first);
      return undefined;
    },
  });
}
