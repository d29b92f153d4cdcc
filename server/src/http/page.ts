/** What a browser sees at the address of the server. `baseUrl` is that address, with a trailing slash. */
export function startPage(baseUrl: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Footfall</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 4rem auto; padding: 0 1rem; color: #1c2430; }
  code { background: #eef1f5; padding: .1rem .3rem; border-radius: .2rem; overflow-wrap: anywhere; }
  @media (prefers-color-scheme: dark) { body { background: #14181f; color: #dfe5ee; } code { background: #242b36; } }
</style>
<h1>Footfall is running</h1>
<p>Reports are asked for at <code>${baseUrl}index.php?module=API&amp;method=…</code>, visits are tracked at <code>${baseUrl}matomo.php</code>.</p>
<p>Whether all is well: <a href="${baseUrl}healthz">healthz</a>.</p>
</html>
`;
}
