/** Signs mailboxes in, one after another; what came back is compared before anything is stored. */
import type { AuthQueueView } from '../../../contract/views.schema.ts'
import { kindOf, type AppError } from '../../../domain/problem/app-error.ts'
import { compareIdentity } from '../../../domain/mailbox/compare-identity.ts'
import { isSignedIn } from '../../../domain/mailbox/by-purpose.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { needsSignIns, planRun, signInsOf } from '../../../domain/run/plan-run.ts'
import type { BrowserOpener } from '../surroundings/person.port.ts'
import type { Clock, Log } from '../surroundings/surroundings.port.ts'
import type { MailboxStore } from '../desk/stores.port.ts'
import { asFailure } from '../surroundings/store-failure.port.ts'
import type { TokenClient } from './token-client.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { ConnectedSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { TokenService } from './token-service.ts'
import { authorisationName, type VaultChoice } from './vault-choice.ts'
import { signInScopes } from './scopes.ts'

/** MSAL has no timeout of its own; people who close the browser would wait for ever (reference 9.2). */
const signInTimeoutMs = 5 * 60_000

export interface AuthoriseOptions {
  /** Practice setups only: true opens the browser, false lets the robot user answer. */
  readonly browser: boolean
  readonly pickAccount: boolean
  /** A person said that sign-in names differ from addresses here. @see compareIdentity */
  readonly namesDiffer: boolean
}

type QueueItem = AuthQueueView['items'][number]

interface Queue {
  view: AuthQueueView
  readonly abort: AbortController
}

export interface AuthorisationDeps {
  readonly tokens: TokenClient
  readonly mailboxes: MailboxStore
  readonly browser: BrowserOpener
  readonly clock: Clock
  readonly log: Log
  readonly desk: SetupDesk
  readonly vaults: VaultChoice
  readonly held: Pick<TokenService, 'drop'>
  readonly announcer: Announcer
}

export class AuthorisationService {
  readonly #deps: AuthorisationDeps
  readonly #queues = new Map<string, Queue>()

  constructor(deps: AuthorisationDeps) {
    this.#deps = deps
  }

  queue(setupId: string): AuthQueueView {
    return this.#queues.get(setupId)?.view ?? { setupId, state: 'idle', items: [] }
  }

  isBusy(): boolean {
    return [...this.#queues.values()].some((queue) => queue.view.state !== 'idle')
  }

  /**
   * Ids of the mailboxes somebody signs in for: senders unless the application does it by itself, and the recipient
   * where the registration lets people sign in here at all.
   */
  whoSignsIn(setupId: string): Result<string[], AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { recipe, setup } = opened.value
    const signIns = signInsOf(recipe, setup.answers)
    const { mailboxes } = this.#deps
    const recipient = signIns.recipient ? mailboxes.recipient(setupId) : null
    const people = [
      ...(signIns.senders ? mailboxes.senders(setupId) : []),
      ...(recipient === null ? [] : [recipient]),
    ]
    return ok(people.map(({ id }) => id))
  }

  /** Starts the queue and returns it; progress comes as `auth.progress`, the end as the promise. */
  async start(
    setupId: string,
    mailboxIds: readonly string[],
    options: AuthoriseOptions,
  ): Promise<Result<{ view: AuthQueueView; finished: Promise<AuthQueueView> }, AppError>> {
    if (this.queue(setupId).state !== 'idle') return err({ code: 'sign-in-queue-busy' })
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    if (opened.value.setup.clientId === null)
      return err({ code: 'sign-in-without-client-id', field: 'clientId' })
    // Asked before any browser opens: a sign-in that could not be kept would be for nothing.
    const vault = await this.#deps.vaults.forSetup(opened.value.setup)
    if (!vault.ok) return vault
    const connected = await this.#deps.desk.connect(setupId)
    if (!connected.ok) return connected
    const known = new Map(this.#deps.mailboxes.listMailboxes(setupId).map((mailbox) => [mailbox.id, mailbox]))
    const { recipe, setup } = opened.value
    const allowed = this.whoSignsIn(setupId)
    if (!allowed.ok) return allowed
    const named = mailboxIds.map((id) => known.get(id)).filter((mailbox) => mailbox !== undefined)
    const wanted = named.filter(({ id }) => allowed.value.includes(id))
    if (wanted.length === 0 && named.length > 0)
      return err({
        code: 'sign-in-not-needed',
        product: recipe.name,
        application: !needsSignIns(recipe, setup.answers),
        field: 'mailboxes',
      })
    if (wanted.length === 0) return err({ code: 'sign-in-nobody-named', field: 'mailboxes' })
    const items: QueueItem[] = wanted.map(({ id, address, signInAs }) => ({
      mailboxId: id,
      address,
      signInAs,
      state: 'waiting',
      error: null,
    }))
    const queue: Queue = { view: { setupId, state: 'running', items }, abort: new AbortController() }
    this.#queues.set(setupId, queue)
    this.#deps.announcer.emit('auth.progress', queue.view)
    const finished = this.#work(queue, connected.value, wanted, options)
    // The window does not wait for the end: a bug in one sign-in is logged and must not take the program down.
    finished.catch((failure: unknown) =>
      this.#deps.log.warn('authorisation.broke', {
        failure: failure instanceof Error ? failure.message : String(failure),
      }),
    )
    return ok({ view: queue.view, finished })
  }

  cancel(setupId: string): void {
    const queue = this.#queues.get(setupId)
    if (queue === undefined || queue.view.state !== 'running') return
    queue.view = { ...queue.view, state: 'cancelling' }
    this.#deps.announcer.emit('auth.progress', queue.view)
    queue.abort.abort()
  }

  cancelAll(): void {
    for (const setupId of this.#queues.keys()) this.cancel(setupId)
  }

  /** Removes the tokens from the vault and the fact from the list. */
  async forget(setupId: string, mailboxId: string): Promise<Result<null, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const vault = await this.#deps.vaults.forSetup(opened.value.setup)
    if (!vault.ok) return vault
    const removed = await vault.value.remove(authorisationName(setupId, mailboxId))
    if (!removed.ok) return removed
    this.#deps.held.drop(mailboxId)
    this.#deps.mailboxes.setAuthorisation(mailboxId, null, null)
    this.#deps.announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }

  async #work(
    queue: Queue,
    where: ConnectedSetup,
    mailboxes: readonly Mailbox[],
    options: AuthoriseOptions,
  ): Promise<AuthQueueView> {
    try {
      for (const mailbox of mailboxes) {
        if (queue.abort.signal.aborted) {
          this.#mark(queue, mailbox.id, 'cancelled', null)
          continue
        }
        this.#mark(queue, mailbox.id, 'signing-in', null)
        const done = await this.#authorise(where, mailbox, options, queue.abort.signal).catch(asFailure)
        if (done.ok) this.#mark(queue, mailbox.id, 'authorised', null)
        else if (kindOf(done.error) === 'sign-in-cancelled') this.#mark(queue, mailbox.id, 'cancelled', null)
        else {
          this.#keepProblem(mailbox, done.error)
          this.#deps.log.warn('authorisation.failed', { code: done.error.code, details: done.error.details })
          this.#mark(queue, mailbox.id, 'failed', done.error)
        }
      }
    } finally {
      queue.view = { ...queue.view, state: 'idle' }
      this.#deps.announcer.emit('auth.progress', queue.view)
      this.#deps.announcer.emit('setup.changed', { setup: where.setup.id })
    }
    return queue.view
  }

  async #authorise(
    where: ConnectedSetup,
    mailbox: Mailbox,
    options: AuthoriseOptions,
    signal: AbortSignal,
  ): Promise<Result<null, AppError>> {
    const { setup, recipe, cloud, practice } = where
    if (setup.tenantId === null || setup.clientId === null)
      return err({ code: 'sign-in-without-ids', field: 'clientId' })
    const mailboxes = this.#deps.mailboxes.listMailboxes(setup.id)
    const { probes } = planRun({ setup, recipe, mailboxes, credential: true })
    const scopes = signInScopes(where, mailbox, probes)
    if (scopes.length === 0) return err({ code: 'sign-in-tries-nothing', address: mailbox.signInAs })
    const hosts = [new URL(cloud.authority).host]
    const signedIn = await this.#deps.tokens.signIn({
      cloud,
      tenantId: setup.tenantId,
      clientId: setup.clientId,
      scopes: [...scopes, 'offline_access'],
      loginHint: mailbox.authorisation?.username ?? mailbox.signInAs,
      pickAccount: options.pickAccount,
      timeoutMs: signInTimeoutMs,
      signal,
      open: (url, ended) =>
        practice !== null && !options.browser
          ? practice.answer(url, mailbox.signInAs, ended)
          : this.#deps.browser.open(url, hosts),
    })
    if (!signedIn.ok) return signedIn
    const { identity, cache } = signedIn.value
    const meant = {
      address: mailbox.signInAs,
      tenantId: setup.tenantId,
      before: mailbox.authorisation,
      namesDiffer: options.namesDiffer,
    }
    const same = compareIdentity(meant, identity)
    if (!same.ok) return same
    const vault = await this.#deps.vaults.forSetup(setup)
    if (!vault.ok) return vault
    const kept = await vault.value.put(authorisationName(setup.id, mailbox.id), cache)
    if (!kept.ok) return kept
    this.#deps.held.drop(mailbox.id)
    const authorisation = {
      username: identity.username,
      objectId: identity.objectId,
      tenantId: identity.tenantId,
      at: this.#deps.clock.now().toISOString(),
      scopes: [...signedIn.value.token.scopes],
    }
    this.#deps.mailboxes.setAuthorisation(mailbox.id, authorisation, null)
    return ok(null)
  }

  /** What went wrong is shown all the same when it cannot be stored. */
  #keepProblem(mailbox: Mailbox, problem: AppError): void {
    // nothing was kept of this attempt, and the sign-in from before it works as it did
    if (isSignedIn(mailbox)) return
    try {
      this.#deps.mailboxes.setAuthorisation(mailbox.id, mailbox.authorisation, problem)
    } catch (thrown) {
      asFailure(thrown)
    }
  }

  #mark(queue: Queue, mailboxId: string, state: QueueItem['state'], error: AppError | null): void {
    const items = queue.view.items.map((item) =>
      item.mailboxId === mailboxId ? { ...item, state, error } : item,
    )
    queue.view = { ...queue.view, items }
    this.#deps.announcer.emit('auth.progress', queue.view)
  }
}
