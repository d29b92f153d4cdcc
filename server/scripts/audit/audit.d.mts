export type Audit =
  | { readonly asked: false; readonly reason: string; readonly packages: readonly string[] }
  | {
      readonly asked: true;
      readonly packages: readonly string[];
      readonly findings: readonly Finding[];
      readonly grave: readonly Finding[];
    };

export interface Finding {
  readonly name: string;
  readonly severity: string;
  /** Versions that have it. */
  readonly range: string;
}

export function auditRuntime(): Promise<Audit>;
export function runtimePackages(): readonly string[];
