import type { DemoDevice, DemoPlace, Facts } from "./facts.ts";
import type { Random } from "./random.ts";

/** Somebody who comes to the shop, once or again and again. */
export interface Visitor {
  readonly id: string;
  readonly ip: string;
  readonly place: DemoPlace;
  readonly device: DemoDevice;
  /** Customers sign in. */
  readonly login: string | undefined;
}

const addressesEach = 65_000;
const customersAmong = 0.12;

/** `count` visitors of all kinds. */
export function inventVisitors(facts: Facts, random: Random, count: number): readonly Visitor[] {
  return Array.from({ length: count }, (_, index) => {
    const place = random.pickWeighted(facts.places);
    const address = random.between(1, addressesEach);
    return {
      id: random.hex(16),
      ip: `${place.ip}.${address >> 8}.${address & 255}`,
      place,
      device: random.pickWeighted(facts.devices),
      login: random.chance(customersAmong) ? `customer-${index}` : undefined,
    };
  });
}
