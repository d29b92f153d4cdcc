/**
 * Whether a method changes nothing, told from how its action is called. Whatever is called otherwise counts as a change: it is written
 * to the audit log, and closed to tokens that may only read.
 */
export function readsOnly(method: string): boolean {
  const action = method.slice(method.indexOf(".") + 1);
  return /^(get|is|has|find|can|uses|export)(?![a-z])/.test(action) || action.endsWith("Exists");
}
