/**
 * The page that asks for a closed deployment's code: whole, at whatever address it stands for, which it shows once the code was
 * right. Nothing of the app is in it. The colours are those of app/globals.css.
 */
export function writeCodePage(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Access code · Workings</title>
<link rel="icon" href="/icon.svg">
<style>${style}</style>
</head>
<body>
<main>
<h1>This place asks for a code.</h1>
<p id="why">Workings answers by writing code and showing it. Whoever runs it here lets in those they have given a code.</p>
<form method="post">
<input hidden autocomplete="username" value="Workings">
<label for="code">Access code</label>
<div>
<input id="code" type="password" autocomplete="current-password" autocapitalize="none" spellcheck="false" maxlength="400" aria-describedby="why state" autofocus>
<button disabled>Open</button>
</div>
<p id="state" role="status"></p>
<noscript><p>It takes JavaScript, as all of Workings does.</p></noscript>
</form>
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; --paper: #fbf8f1; --ink: #24211c; --quiet: #655e52; --rule: #8d8470; --accent: #1d3f7d; --error: #a2261c }
@media (prefers-color-scheme: dark) {
  :root { --paper: #171613; --ink: #e8e3d7; --quiet: #a69f90; --rule: #77715f; --accent: #a3bdf0; --error: #f29c8e }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
main { display: flex; flex-direction: column; justify-content: center; min-height: 100dvh; max-width: 34rem; margin: 0 auto; padding: 1rem 1rem 12vh }
h1, #why { font-family: Literata, "Iowan Old Style", Georgia, serif }
h1 { margin: 0; font-size: 1.875rem; font-weight: 400; line-height: 1.25; text-wrap: balance }
#why { margin: .75rem 0 1.75rem; font-size: 1.125rem; line-height: 1.625; color: var(--quiet) }
label { font-size: .875rem; color: var(--quiet) }
div { display: flex; align-items: end; gap: .5rem; margin-top: .25rem; padding-bottom: .375rem; border-bottom: 2px solid var(--rule) }
div:focus-within { border-color: var(--accent) }
input { flex: 1; min-width: 0; min-height: 2.25rem; border: 0; padding: 0; background: none; color: inherit; font: 1rem/1.5 ui-monospace, Menlo, monospace; outline: none }
button { min-height: 2.25rem; border: 0; border-radius: .125rem; padding: 0 .75rem; background: var(--accent); color: var(--paper); font: inherit; font-size: .875rem; font-weight: 500; cursor: pointer }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
button[aria-disabled="true"] { opacity: .6 }
#state { min-height: 1.5rem; margin: .5rem 0 0; font-size: .875rem }
#state.refused { color: var(--error) }
`;

/** The button waits for it: sent by a browser alone, the code would go nowhere. The time is longer than a wrong code waits. */
const script = `
const [form] = document.forms, [, field, button] = form.elements, state = document.getElementById("state");
const tell = (words, isRefused) => {
  state.textContent = words;
  state.className = isRefused ? "refused" : "";
  field.ariaInvalid = isRefused ? "true" : null;
};
let isChecking = false;
const check = async (code) => {
  const signal = AbortSignal.timeout(20000);
  try {
    const response = await fetch("/api/access", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code }),
      signal,
    });
    if (response.ok) return null;
    const { error } = await response.json().catch(() => ({}));
    return error?.message ?? "The server answered with status " + response.status + " and no explanation.";
  } catch {
    return "The Workings server " + (signal.aborted ? "does not answer." : "cannot be reached.");
  }
};
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isChecking || field.value.trim() === "") return field.focus();
  isChecking = true;
  button.ariaDisabled = "true";
  tell("Checking…", false);
  const refusal = await check(field.value);
  if (refusal === null) return location.reload();
  isChecking = false;
  button.ariaDisabled = "false";
  tell(refusal, true);
  field.select();
});
button.disabled = false;
`;
