/** How often each key is there, in the order in which they are met first. */
export function countEach<Key>(keys: Iterable<Key>): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Those met most often first; of equal ones those that came first. */
export function mostFirst<Key>(counts: ReadonlyMap<Key, number>): readonly (readonly [key: Key, count: number])[] {
  return [...counts].sort(([, one], [, other]) => other - one);
}
