/** Where the server looks for the script. */
export const script: string;

/** Makes one small file of all sources, for browsers of 2019 and later. */
export function buildScript(): Promise<void>;
