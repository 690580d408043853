/** The pages a person sees: account, password, consent, errors. Plain HTML, nothing from elsewhere. */
import { html, raw } from 'hono/html'
import { codeOf, type EntraError, type Trace } from './errors.ts'
import type { Permission } from '../directory/permissions.ts'
import type { User } from '../state.ts'

type Markup = ReturnType<typeof html>

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

function page(shell: Shell, title: string, content: Markup, error?: EntraError): Markup {
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

const problem = (error: EntraError | undefined) =>
  error === undefined
    ? ''
    : html`<p class="error" role="alert" id="problem"><code>${codeOf(error)}</code> ${error.text}</p>`
const described = (error: EntraError | undefined) =>
  error === undefined ? '' : raw(' aria-describedby="problem" aria-invalid="true"')

export function accountPage(
  shell: Shell,
  o: {
    action: string
    flow: string
    signedIn: User[]
    known: User[]
    suggestion: string
    app: string
    error?: EntraError | undefined
  },
): Markup {
  return page(
    shell,
    'Sign in',
    html`<h1>${o.signedIn.length > 0 ? 'Pick an account' : 'Sign in'}</h1>
      <p class="soft">to continue to ${o.app}</p>
      ${problem(o.error)}
      ${
        o.signedIn.length === 0
          ? ''
          : html`<form method="post" action="${o.action}">
              <input type="hidden" name="flow" value="${o.flow}" /><input
                type="hidden"
                name="step"
                value="account"
              />
              <div class="accounts">
                ${o.signedIn.map(
                  (user) =>
                    html`<button class="account" name="account" value="${user.address}">
                      <b>${user.displayName}</b>${user.address} · signed in
                    </button>`,
                )}
              </div>
            </form>`
      }
      <form method="post" action="${o.action}" data-step="account">
        <input type="hidden" name="flow" value="${o.flow}" /><input
          type="hidden"
          name="step"
          value="account"
        />
        <label for="account">${o.signedIn.length > 0 ? 'Or use another account' : 'Email address'}</label>
        <input
          id="account"
          name="account"
          type="email"
          list="known"
          value="${o.suggestion}"
          autocomplete="username"
          required
          autofocus${described(o.error)}
        />
        <datalist id="known">
          ${o.known.map((user) => html`<option value="${user.address}">${user.displayName}</option>`)}
        </datalist>
        <div class="actions"><button>Next</button></div>
      </form>`,
    o.error,
  )
}

export function passwordPage(
  shell: Shell,
  o: { action: string; flow: string; user: User; error?: EntraError | undefined },
): Markup {
  return page(
    shell,
    'Enter password',
    html`<p class="who">${o.user.address}</p>
      <h1>Enter password</h1>
      ${problem(o.error)}
      <form method="post" action="${o.action}" data-step="password" data-account="${o.user.address}">
        <input type="hidden" name="flow" value="${o.flow}" /><input
          type="hidden"
          name="step"
          value="password"
        />
        <input type="text" name="username" value="${o.user.address}" autocomplete="username" hidden />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          autofocus${described(o.error)}
        />
        <p class="small soft">
          All users of this practice tenant share one password; Sendproof shows it with the setup.
        </p>
        <div class="actions"><button>Sign in</button></div>
      </form>
      <form method="post" action="${o.action}" data-step="switch">
        <input type="hidden" name="flow" value="${o.flow}" /><input
          type="hidden"
          name="step"
          value="switch"
        />
        <button class="link">Use another account</button>
      </form>`,
    o.error,
  )
}

export function consentPage(
  shell: Shell,
  o: {
    action: string
    flow: string
    user: User
    app: string
    permissions: Permission[]
    mayAgreeForAll: boolean
  },
): Markup {
  return page(
    shell,
    'Permissions requested',
    html`<p class="who">${o.user.address}</p>
      <h1>Permissions requested</h1>
      <p><b>${o.app}</b><br /><span class="soft">unverified</span></p>
      <p>This app would like to:</p>
      <ul>
        ${o.permissions.map((permission) => html`<li>${permission.title}<code>${permission.value}</code></li>`)}
      </ul>
      <form method="post" action="${o.action}" data-step="consent">
        <input type="hidden" name="flow" value="${o.flow}" /><input
          type="hidden"
          name="step"
          value="consent"
        />
        ${
          o.mayAgreeForAll
            ? html`<label class="check"
                ><input type="checkbox" name="everybody" value="1" /> Consent on behalf of your
                organization</label
              >`
            : ''
        }
        <p class="small soft">
          Accepting means that this app may use your data as it says. Cancel sends you back without it.
        </p>
        <div class="actions">
          <button class="quiet" name="answer" value="cancel">Cancel</button>
          <button name="answer" value="accept">Accept</button>
        </div>
      </form>`,
  )
}

export function errorPage(
  shell: Shell,
  o: {
    error: EntraError
    trace: Trace
    app?: string | undefined
    leave?: { action: string; flow: string } | undefined
  },
): Markup {
  const approval = o.error.number === 90094
  return page(
    shell,
    approval ? 'Need admin approval' : 'Sign-in trouble',
    html`<h1>${approval ? 'Need admin approval' : 'Sorry, but we are having trouble signing you in.'}</h1>
      ${problem(o.error)}
      ${
        o.leave === undefined
          ? ''
          : html`<form method="post" action="${o.leave.action}" data-step="leave">
              <input type="hidden" name="flow" value="${o.leave.flow}" /><input
                type="hidden"
                name="step"
                value="leave"
              />
              <button class="quiet">Back to the application without consent</button>
            </form>`
      }
      <dl>
        <dt>Error code</dt>
        <dd>${codeOf(o.error)}</dd>
        ${
          o.app === undefined
            ? ''
            : html`<dt>App</dt>
                <dd>${o.app}</dd>`
        }
        <dt>Correlation ID</dt>
        <dd>${o.trace.correlationId}</dd>
        <dt>Trace ID</dt>
        <dd>${o.trace.traceId}</dd>
        <dt>Timestamp</dt>
        <dd>${o.trace.timestamp}</dd>
      </dl>`,
    o.error,
  )
}

/** form_post: hands the answer to the client's redirect, by itself where scripts run. */
export function returnPage(shell: Shell, o: { redirectUri: string; fields: [string, string][] }): Markup {
  return page(
    shell,
    'Back to the application',
    html`<h1>Going back to the application</h1>
      <form method="post" action="${o.redirectUri}" data-step="return" id="return">
        ${o.fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <div class="actions"><button>Continue</button></div>
      </form>
      <script nonce="${shell.nonce}">
        document.getElementById('return').submit()
      </script>`,
  )
}
