import type { Method } from "../../catalog/method.ts";
import { userWriters } from "./user-writers.ts";

export const methods: readonly Method[] = [...userWriters];
