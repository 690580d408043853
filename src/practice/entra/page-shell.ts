/** The frame around every page of a sign-in: style, badge, and the marks by which a robot knows it. */
import { html, raw } from 'hono/html'
import { codeOf, type EntraError } from './errors.ts'

export type Markup = ReturnType<typeof html>

/** A robot goes on only where it finds this. */
export const practiceMarker = 'practice-tenant'

const style = `
:root { color-scheme: light dark; --ink:#1b1a19; --soft:#55534f; --line:#8a8886; --faint:#e1dfdd; --paper:#fff; --ground:#eef2f6;
  --accent:#0f5ea8; --accent-ink:#fff; --hover:#f3f2f1; --bad:#a4262c; --badge:#fff4ce; --badge-ink:#5c4300 }
@media (prefers-color-scheme: dark) { :root { --ink:#f3f2f1; --soft:#c8c6c4; --line:#8a8886; --faint:#3b3a39; --paper:#252423;
  --ground:#161514; --accent:#62abf5; --accent-ink:#0b1d2e; --hover:#323130; --bad:#f1707b; --badge:#433519; --badge-ink:#ffe8b0 } }
* { box-sizing: border-box }
body { margin:0; min-height:100vh; display:grid; grid-template-rows:auto 1fr auto; background:var(--ground); color:var(--ink);
  font:15px/1.45 "Segoe UI", system-ui, -apple-system, "Noto Sans", sans-serif }
.badge { background:var(--badge); color:var(--badge-ink); padding:10px 16px; text-align:center; font-weight:600 }
.badge span { font-weight:400 }
main { width:100%; max-width:460px; margin:auto; padding:24px 16px }
.card { background:var(--paper); border-radius:8px; padding:36px 40px; box-shadow:0 2px 8px rgb(0 0 0 / .16) }
.brand { display:flex; gap:10px; align-items:center; margin:0 0 20px; color:var(--soft); font-weight:600 }
.brand i { width:22px; height:22px; border-radius:6px; background:var(--accent); display:inline-block }
h1 { font-size:24px; line-height:1.25; font-weight:600; margin:0 0 12px }
p { margin:0 0 14px } .soft { color:var(--soft) } .small { font-size:13px }
label { display:block; font-weight:600; margin:0 0 6px }
input[type=text], input[type=password], input[type=email] { width:100%; font:inherit; color:inherit; background:transparent;
  padding:9px 10px; border:1px solid var(--line); border-radius:4px; margin:0 0 18px }
button { font:inherit; font-weight:600; border:1px solid transparent; border-radius:4px; padding:9px 22px; min-height:40px; cursor:pointer;
  background:var(--accent); color:var(--accent-ink) }
button.quiet { background:transparent; color:inherit; border-color:var(--line) }
button.link { background:none; color:var(--accent); padding:0; min-height:0; text-decoration:underline; font-weight:400 }
button.account { display:block; width:100%; text-align:left; background:transparent; color:inherit; font-weight:400; padding:10px 12px;
  border:0; border-top:1px solid var(--faint); border-radius:0 }
button.account:hover, button.quiet:hover { background:var(--hover) }
button.account b { display:block }
:focus-visible { outline:2px solid var(--accent); outline-offset:2px }
.actions { display:flex; gap:10px; justify-content:flex-end; flex-wrap:wrap; margin-top:8px }
.accounts { margin:0 0 20px; border-bottom:1px solid var(--faint) }
.who { margin:0 0 14px; overflow-wrap:anywhere }
.error { color:var(--bad); margin:0 0 14px; overflow-wrap:anywhere } .error code { font-weight:600 }
ul { margin:0 0 18px; padding:0; list-style:none } li { padding:9px 0; border-top:1px solid var(--faint) }
li code { display:block; color:var(--soft) } code { font:13px/1.4 Consolas, "Cascadia Mono", monospace; overflow-wrap:anywhere }
dl { margin:18px 0 0; font-size:13px; display:grid; grid-template-columns:auto 1fr; gap:4px 12px } dt { color:var(--soft) } dd { margin:0; overflow-wrap:anywhere }
.check { display:flex; gap:10px; font-weight:400; margin:0 0 16px } footer { padding:14px; text-align:center; color:var(--soft); font-size:13px }
@media (max-width:480px) { .card { padding:28px 22px } }
@media (forced-colors: active) { .card, .badge { border:1px solid } }
`

export interface Shell {
  nonce: string
  tenantName: string
  displayName: string
}

export function page(shell: Shell, title: string, content: Markup, error?: EntraError): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="${practiceMarker}" content="1" />
        ${error === undefined ? '' : html`<meta name="practice-error" content="${codeOf(error)}" />`}
        ${error === undefined ? '' : html`<meta name="practice-error-text" content="${error.text}" />`}
        <title>${title} - practice tenant</title>
        <style nonce="${shell.nonce}">
          ${raw(style)}
        </style>
      </head>
      <body>
        <header class="badge">
          Practice tenant - not Microsoft <span>· nothing here reaches a real account</span>
        </header>
        <main>
          <div class="card">
            <p class="brand"><i aria-hidden="true"></i>${shell.displayName} (practice)</p>
            ${content}
          </div>
        </main>
        <footer>${shell.tenantName}</footer>
      </body>
    </html>`
}

export const problem = (error: EntraError | undefined) =>
  error === undefined
    ? ''
    : html`<p class="error" role="alert" id="problem"><code>${codeOf(error)}</code> ${error.text}</p>`
export const described = (error: EntraError | undefined) =>
  error === undefined ? '' : raw(' aria-describedby="problem" aria-invalid="true"')
