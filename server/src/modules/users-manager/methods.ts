import type { Method } from "../../catalog/method.ts";
import { accessReaders } from "./access-readers.ts";
import { capabilities } from "./capabilities.ts";
import { invitations } from "./invitations.ts";
import { preferences } from "./preferences.ts";
import { tokenKeeping } from "./token-keeping.ts";
import { tokenMethods } from "./token-methods.ts";
import { userReaders } from "./user-readers.ts";
import { userWriters } from "./user-writers.ts";

export const methods: readonly Method[] = [
  ...userReaders,
  ...accessReaders,
  ...userWriters,
  ...preferences,
  ...tokenMethods,
  ...tokenKeeping,
  ...invitations,
  ...capabilities,
];
