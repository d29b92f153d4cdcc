import type { Visit } from "../catalog/visit.ts";

/** Visits by site, fingerprint and user: many users may share a fingerprint, as behind a server that tracks for them all. */
export interface FingerprintIndex<Open extends { readonly visit: Visit }> {
  /** Puts the visit where it belongs now, wherever it was before. */
  place(open: Open): void;
  remove(open: Open): void;
  /** Visits with that fingerprint of that user and of nobody in particular; of all users for an empty user id. */
  find(site: number, fingerprint: string, userId: string): Iterable<Open>;
}

export function createFingerprintIndex<Open extends { readonly visit: Visit }>(): FingerprintIndex<Open> {
  const byFingerprint = new Map<string, Map<string, Set<Open>>>();
  const places = new Map<Open, { readonly key: string; readonly user: string }>();

  const remove = (open: Open) => {
    const place = places.get(open);
    if (!place) return;
    places.delete(open);
    const byUser = byFingerprint.get(place.key)!;
    const sharing = byUser.get(place.user)!;
    sharing.delete(open);
    if (sharing.size === 0) byUser.delete(place.user);
    if (byUser.size === 0) byFingerprint.delete(place.key);
  };
  return {
    place: (open) => {
      const { site, fingerprint, user_id: userId } = open.visit;
      const place = { key: keyOf(site, fingerprint), user: String(userId ?? "") };
      const before = places.get(open);
      if (before?.key === place.key && before.user === place.user) return;
      remove(open);
      places.set(open, place);
      const byUser = byFingerprint.get(place.key) ?? new Map<string, Set<Open>>();
      byFingerprint.set(place.key, byUser);
      byUser.set(place.user, (byUser.get(place.user) ?? new Set()).add(open));
    },
    remove,
    find: function* (site, fingerprint, userId) {
      const byUser = byFingerprint.get(keyOf(site, fingerprint));
      if (!byUser) return;
      for (const user of userId === "" ? byUser.keys() : ["", userId]) yield* byUser.get(user) ?? [];
    },
  };
}

function keyOf(site: number, fingerprint: string): string {
  return `${site} ${fingerprint}`;
}
