import { escapeHtml } from "../base/html.ts";

const style = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 20rem; margin: 4rem auto; padding: 0 1rem; color: #1c2430; }
  label { display: block; margin-top: 1rem; } input:not([type=checkbox]), button { font: inherit; width: 100%; box-sizing: border-box; padding: .4rem; }
  button { margin-top: 1.5rem; }
  @media (prefers-color-scheme: dark) { body { background: #14181f; color: #dfe5ee; } }`;

/** A page with the form to sign in; `home` is the path of the server with a trailing slash. */
export function loginPage(home: string): string {
  return formPage(
    "Sign in",
    `${home}login`,
    `<label>Login or e-mail address <input name="login" autocomplete="username" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<label>Code of your authenticator app, if you use one, or a recovery code <input name="authCode" autocomplete="one-time-code"></label>
<label><input name="remember" type="checkbox" value="1"> Stay signed in</label>`,
  );
}

/** A page on which somebody who is invited chooses a password. */
export function invitationPage(home: string, token: string): string {
  return formPage(
    "Welcome",
    `${home}invitation`,
    `<p>Choose a password to accept the invitation.</p>
<input name="token" type="hidden" value="${escapeHtml(token)}">
<label>Password <input name="password" type="password" autocomplete="new-password" minlength="6" required autofocus></label>`,
  );
}

function formPage(title: string, action: string, fields: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – Footfall</title>
<style>
  ${style}
</style>
<h1>${title}</h1>
<form method="post" action="${escapeHtml(action)}">
${fields}
<button>${title === "Welcome" ? "Accept" : title}</button>
</form>
</html>
`;
}
