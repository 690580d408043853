/** The sign-in of one person: which page comes next, and how it ends. No HTTP, no HTML. */
import { randomBytes } from 'node:crypto'
import { consentForEverybody, giveConsent, mayConsent, missingConsent, wanted } from '../directory/consent.ts'
import { isAssigned } from '../directory/assignments.ts'
import { findDelegated, type Permission } from '../directory/permissions.ts'
import { mayConsentForAll } from '../directory/roles.ts'
import type { User } from '../tenant/state.ts'
import { findUser, findUserById, passwordOf, type Tenant } from '../tenant/tenant.ts'
import type { AuthorizeRequest, Purpose } from './authorize.ts'
import { type EntraError, entraErrors } from './errors.ts'
import { logConsent, logSignIn } from './sign-in-log.ts'

/** The people a browser is signed in as: what makes single sign-on, and the wrong-account trap. */
export interface BrowserSession {
  id: string
  userIds: Set<string>
}
export interface Flow {
  id: string
  request: AuthorizeRequest
  startedAt: number
  userId: string | undefined
  authenticated: boolean
  agreed: boolean
}
export type Step =
  | { step: 'pick'; error?: EntraError; suggestion?: string }
  | { step: 'password'; user: User; error?: EntraError }
  | { step: 'consent'; user: User; permissions: Permission[]; mayAgreeForAll: boolean; forAll: boolean }
  /** shown to the person; the client hears nothing */
  | { step: 'blocked'; error: EntraError }
  /** given back to the client's redirect */
  | { step: 'refused'; error: EntraError }
  | { step: 'done'; user: User }

type AdminConsent = Extract<Purpose, { kind: 'admin-consent' }>

const flowLifetimeMs = 15 * 60_000

export class SignIns {
  readonly #tenant: Tenant
  readonly #sessions = new Map<string, BrowserSession>()
  readonly #flows = new Map<string, Flow>()

  constructor(tenant: Tenant) {
    this.#tenant = tenant
  }

  session(id: string | undefined): BrowserSession {
    const known = id === undefined ? undefined : this.#sessions.get(id)
    if (known !== undefined) return known
    const session = { id: randomBytes(24).toString('base64url'), userIds: new Set<string>() }
    this.#sessions.set(session.id, session)
    return session
  }

  signedIn(session: BrowserSession): User[] {
    return [...session.userIds].flatMap((id) => findUserById(this.#tenant, id) ?? [])
  }

  /** The flow a form belongs to; gone after a quarter of an hour. */
  flow(id: string): Flow | undefined {
    const flow = this.#flows.get(id)
    if (flow === undefined || this.#tenant.clock() - flow.startedAt <= flowLifetimeMs) return flow
    this.#flows.delete(id)
    return undefined
  }

  begin(request: AuthorizeRequest, session: BrowserSession): { flow: Flow; next: Step } {
    const now = this.#tenant.clock()
    for (const old of this.#flows.values())
      if (now - old.startedAt > flowLifetimeMs) this.#flows.delete(old.id)
    const flow: Flow = {
      id: randomBytes(24).toString('base64url'),
      request,
      startedAt: now,
      userId: undefined,
      authenticated: false,
      agreed: false,
    }
    this.#flows.set(flow.id, flow)
    return { flow, next: this.#first(flow, session) }
  }

  #first(flow: Flow, session: BrowserSession): Step {
    const { prompt, loginHint } = flow.request
    if (loginHint !== undefined && this.#substitute(flow, loginHint)) return this.#afterSignIn(flow, session)
    if (prompt === 'select_account') return this.#pick(loginHint)
    const signedIn = this.signedIn(session)
    const hinted = loginHint === undefined ? undefined : signedIn.find((user) => user.address === loginHint)
    const only = loginHint === undefined && signedIn.length === 1 ? signedIn[0] : undefined
    const remembered = prompt === 'login' ? undefined : (hinted ?? only)
    if (remembered !== undefined) {
      flow.userId = remembered.id
      flow.authenticated = true
      return this.#afterSignIn(flow, session)
    }
    if (prompt === 'none')
      return {
        step: 'refused',
        error: signedIn.length > 1 ? entraErrors.interactionNeeded() : entraErrors.noSession(),
      }
    return loginHint === undefined ? this.#pick(undefined) : this.choose(flow, session, loginHint)
  }

  #pick(suggestion: string | undefined): Step {
    return suggestion === undefined ? { step: 'pick' } : { step: 'pick', suggestion }
  }

  /** The wrong-account fault: somebody else's session answers, until the picker is forced a second time. */
  #substitute(flow: Flow, address: string): boolean {
    const { faults, state, file } = this.#tenant
    if (!faults.hits('wrong-account', address)) return false
    const shown = state.wrongAccountShown.includes(address)
    const forced = flow.request.prompt === 'select_account' || flow.request.prompt === 'login'
    if (shown && forced) return false
    const other =
      state.users.find(
        (user) => user.address === state.recipient && user.address !== address && user.enabled,
      ) ?? state.users.find((user) => user.kind === 'user' && user.address !== address && user.enabled)
    if (other === undefined) return false
    if (!shown) state.wrongAccountShown.push(address)
    file.save()
    flow.userId = other.id
    flow.authenticated = true
    return true
  }

  /** An account was picked or typed. */
  choose(flow: Flow, session: BrowserSession, typed: string): Step {
    const address = typed.trim().toLowerCase()
    if (address === '') return this.#pick(undefined)
    if (this.#substitute(flow, address)) return this.#afterSignIn(flow, session)
    const user = findUser(this.#tenant, address)
    if (user === undefined)
      return {
        step: 'pick',
        suggestion: address,
        error: entraErrors.unknownUser(address, this.#tenant.state.displayName),
      }
    flow.userId = user.id
    if (flow.request.prompt !== 'login' && session.userIds.has(user.id)) {
      flow.authenticated = true
      return this.#afterSignIn(flow, session)
    }
    return { step: 'password', user }
  }

  /** Back to the account picker. */
  switchAccount(flow: Flow): Step {
    flow.userId = undefined
    flow.authenticated = false
    return { step: 'pick' }
  }

  password(flow: Flow, session: BrowserSession, password: string): Step {
    const user = flow.userId === undefined ? undefined : findUserById(this.#tenant, flow.userId)
    if (user === undefined) return { step: 'pick' }
    const right = password === passwordOf(this.#tenant)
    if (!right || this.#tenant.faults.hits('bad-password', user.address))
      return { step: 'password', user, error: entraErrors.badPassword() }
    flow.authenticated = true
    return this.#afterSignIn(flow, session)
  }

  /** The person answered the consent page. */
  consent(flow: Flow, session: BrowserSession, accept: boolean, forEverybody: boolean): Step {
    const user = flow.userId === undefined ? undefined : findUserById(this.#tenant, flow.userId)
    if (user === undefined || !flow.authenticated) return { step: 'pick' }
    const { registration, purpose, scopes } = flow.request
    if (purpose.kind === 'admin-consent') return this.#agreeForAll(flow, session, accept)
    const asked = wanted(registration, scopes)
    if (!mayConsent(this.#tenant, registration, user, this.#missing(flow, user)))
      return this.#afterSignIn(flow, session)
    if (!accept) return this.#end(flow, { step: 'refused', error: entraErrors.declined() })
    giveConsent(this.#tenant, registration, user, asked, forEverybody)
    logConsent(this.#tenant, registration, user.id)
    this.#tenant.file.save()
    flow.agreed = true
    return this.#afterSignIn(flow, session)
  }

  #agreeForAll(flow: Flow, session: BrowserSession, accept: boolean): Step {
    const { registration, purpose } = flow.request
    const user = flow.userId === undefined ? undefined : findUserById(this.#tenant, flow.userId)
    if (purpose.kind !== 'admin-consent' || user === undefined || !this.#mayAgree(purpose, user))
      return this.#afterSignIn(flow, session)
    if (!accept) return this.#end(flow, { step: 'refused', error: entraErrors.declined() })
    consentForEverybody(this.#tenant, registration, purpose.permissions, purpose.whole)
    logConsent(this.#tenant, registration, user.id)
    this.#tenant.file.save()
    return this.#end(flow, { step: 'done', user })
  }

  /** "Back to the application" on the page that says an administrator has to agree. */
  leave(flow: Flow): Step {
    return this.#end(flow, { step: 'refused', error: entraErrors.declined() })
  }

  #missing(flow: Flow, user: User): Permission[] {
    return missingConsent(this.#tenant, flow.request.registration, user, flow.request.scopes)
  }

  #afterSignIn(flow: Flow, session: BrowserSession): Step {
    const step = this.#decide(flow, session)
    if (step.step === 'blocked' || step.step === 'refused')
      logSignIn(this.#tenant, flow.request.registration, flow.userId ?? null, step.error)
    return step
  }

  #decide(flow: Flow, session: BrowserSession): Step {
    const tenant = this.#tenant
    const { registration, prompt, scopes } = flow.request
    const user = flow.userId === undefined ? undefined : findUserById(tenant, flow.userId)
    if (user === undefined) return { step: 'pick' }
    if (!user.enabled || tenant.faults.hits('disabled-account', user.address))
      return { step: 'blocked', error: entraErrors.disabledAccount() }
    session.userIds.add(user.id)
    if (!isAssigned(tenant, registration, user))
      return {
        step: 'blocked',
        error: entraErrors.notAssigned(registration.clientId, registration.displayName, user.address),
      }
    if (flow.request.purpose.kind === 'admin-consent') return this.#askForAll(flow.request.purpose, user)
    if (tenant.faults.on('missing-consent'))
      return {
        step: 'blocked',
        error: entraErrors.noConsent(registration.clientId, registration.displayName),
      }
    if (tenant.faults.hits('declined-consent', user.address))
      return this.#end(flow, { step: 'refused', error: entraErrors.declined() })

    const missing = this.#missing(flow, user)
    const mustAsk = missing.length > 0 || (prompt === 'consent' && !flow.agreed)
    if (mustAsk && prompt === 'none')
      return {
        step: 'refused',
        error: {
          ...entraErrors.noConsent(registration.clientId, registration.displayName),
          error: 'consent_required',
        },
      }
    if (!mayConsent(tenant, registration, user, missing))
      return {
        step: 'blocked',
        error: entraErrors.adminConsentNeeded(registration.displayName, tenant.state.displayName),
      }
    if (mustAsk) {
      const permissions = prompt === 'consent' ? wanted(registration, scopes) : missing
      return {
        step: 'consent',
        user,
        permissions,
        mayAgreeForAll: mayConsentForAll(tenant, user.id),
        forAll: false,
      }
    }
    return this.#end(flow, { step: 'done', user })
  }

  /** Application permissions of Microsoft Graph are not every administrator's to grant. */
  #mayAgree({ permissions }: AdminConsent, user: User): boolean {
    const graph = permissions.some(({ resource, kind }) => resource === 'graph' && kind === 'application')
    return mayConsentForAll(this.#tenant, user.id, graph)
  }

  /** The page of an administrator's consent; everybody else is turned away from it. */
  #askForAll(purpose: AdminConsent, user: User): Step {
    if (!this.#mayAgree(purpose, user)) return { step: 'blocked', error: entraErrors.adminOnly() }
    const { permissions } = purpose
    const shown = permissions.map(
      ({ resource, value, kind }): Permission =>
        (kind === 'delegated' ? findDelegated(resource, value) : undefined) ?? {
          resource,
          value,
          title: `${value} (application permission)`,
          harmless: false,
        },
    )
    return { step: 'consent', user, permissions: shown, mayAgreeForAll: false, forAll: true }
  }

  #end(flow: Flow, step: Step): Step {
    this.#flows.delete(flow.id)
    return step
  }
}
