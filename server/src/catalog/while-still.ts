/**
 * Does the work while tracking stands still: all that it has begun is in the warehouse, it writes nothing, and it remembers no visit
 * afterwards, so that what the work deletes or changes is not written back. Hits are taken all the while, and applied later.
 */
export type WhileStill = <Result>(work: () => Promise<Result>) => Promise<Result>;
