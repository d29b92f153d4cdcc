export interface PasswordFlags {
  readonly password?: string;
}

/** The password of a command: its flag, else the environment. */
export function passwordOf({ password }: PasswordFlags): string | undefined {
  return password ?? process.env.FOOTFALL_PASSWORD;
}
