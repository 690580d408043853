/** The pages a person sees: account, password, consent, device code, errors. Plain HTML, nothing from elsewhere. */
import { html } from 'hono/html'
import { codeOf, type EntraError, type Trace } from './errors.ts'
import type { Permission } from '../directory/permissions.ts'
import type { User } from '../tenant/state.ts'
import { described, type Markup, page, problem, type Shell } from './page-shell.ts'

export type { Shell } from './page-shell.ts'

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
    /** an administrator's consent, which is for everybody and nothing else */
    forAll: boolean
  },
): Markup {
  return page(
    shell,
    'Permissions requested',
    html`<p class="who">${o.user.address}</p>
      <h1>Permissions requested</h1>
      <p><b>${o.app}</b><br /><span class="soft">unverified</span></p>
      <p>${o.forAll ? 'Review for your organization. This app would like to:' : 'This app would like to:'}</p>
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

/** Where a person types the code that a device shows. */
export function devicePage(shell: Shell, o: { error?: EntraError | undefined }): Markup {
  return page(
    shell,
    'Enter code',
    html`<h1>Enter code</h1>
      <p>Enter the code displayed on your app or device.</p>
      ${problem(o.error)}
      <form method="post" action="/devicelogin" data-step="device">
        <label for="otc">Code</label>
        <input id="otc" name="otc" type="text" autocomplete="off" required autofocus${described(o.error)} />
        <div class="actions"><button>Next</button></div>
      </form>`,
    o.error,
  )
}

/** The end of something that goes back to nobody. */
export function messagePage(shell: Shell, o: { title: string; text: string }): Markup {
  return page(
    shell,
    o.title,
    html`<h1>${o.title}</h1>
      <p data-step="end">${o.text}</p>`,
  )
}
