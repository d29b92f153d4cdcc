/** One thing that was looked at. */
export interface Finding {
  /** `odd` runs, and may not be what is wanted; `ill` loses hits or does not run. */
  readonly state: "well" | "odd" | "ill";
  readonly what: string;
  /** What to do about it. */
  readonly mend?: string;
}

export const well = (what: string): Finding => ({ state: "well", what });
export const odd = (what: string, mend: string): Finding => ({ state: "odd", what, mend });
export const ill = (what: string, mend: string): Finding => ({ state: "ill", what, mend });
