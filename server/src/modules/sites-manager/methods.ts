import type { Method } from "../../catalog/method.ts";
import { siteWriters } from "./site-writers.ts";

export const methods: readonly Method[] = [...siteWriters];
