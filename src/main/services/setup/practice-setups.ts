/** Setups that live in a practice tenant: how one comes to be, and what its tenant has to offer. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import { needed } from '../../../domain/recipe/conditions.ts'
import { placeholderValues } from '../../../domain/recipe/placeholders.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import type { PracticeAction } from '../../../domain/recipe/recipe-step.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { needsCalendars, needsCredential, needsOutside } from '../../../domain/run/plan-run.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import type { Ids } from '../surroundings/surroundings.port.ts'
import type { MailboxStore, SetupStore } from '../desk/stores.port.ts'
import type { PracticeHandle, PracticeHost } from '../desk/practice-host.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { CredentialService } from '../credential/credential-service.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'

/** Until the practice tenant has started nobody knows its ports; never used for a call. */
export const practiceCloudBeforeStart: Cloud = {
  name: 'Practice tenant',
  kind: 'practice',
  authority: 'https://localhost/',
  graph: 'https://localhost/',
  smtp: { host: 'localhost', port: 587 },
  smtpResource: 'https://outlook.office.com',
  graphResource: 'https://graph.microsoft.com',
}

/** Who a step's history names for what the practice tenant's administrator did. */
export const practiceAdministrator = 'Practice administrator'

interface PracticeSetupsDeps {
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly practice: PracticeHost
  readonly ids: Ids
  readonly desk: SetupDesk
  readonly keeper: Pick<CredentialService, 'keepFromPractice'>
  readonly announcer: Announcer
}

export class PracticeSetups {
  readonly #deps: PracticeSetupsDeps
  readonly #handles = new Map<string, PracticeHandle>()

  constructor(deps: PracticeSetupsDeps) {
    this.#deps = deps
  }

  /** The tenant of a setup, if it was started from here. */
  known(id: string): PracticeHandle | null {
    return this.#handles.get(id) ?? null
  }

  /** Starts (or joins) the tenant. */
  async start(id: string): Promise<Result<PracticeHandle, AppError>> {
    const connected = await this.#deps.desk.connect(id)
    if (!connected.ok) return connected
    const handle = connected.value.practice
    if (handle === null) return err({ code: 'practice-setups-only' })
    const known = this.#handles.get(id) !== undefined
    this.#handles.set(id, handle)
    if (!known) this.#deps.announcer.emit('setup.changed', { setup: id })
    return ok(handle)
  }

  /** Starts the tenant of a new setup and takes in what a prepared one has already. */
  async create(recipe: Recipe, draft: Setup): Promise<Result<Setup, AppError>> {
    const started = await this.#deps.practice.ensure(draft, recipe)
    if (!started.ok) return started
    const handle = started.value
    this.#handles.set(draft.id, handle)
    const prepared = draft.practice?.prepared === true
    const setup: Setup = {
      ...draft,
      cloud: handle.cloud,
      tenantId: handle.tenantId,
      tenantName: handle.tenantName,
      clientId: prepared ? await handle.clientId(recipe.id) : null,
      recipient: handle.recipient,
    }
    this.#deps.setups.saveSetup(setup)
    const mailboxes = [
      this.#mailbox(
        { address: handle.recipient, kind: 'user', displayName: null, signInAs: handle.recipient },
        'recipient',
      ),
    ]
    if (prepared) mailboxes.push(...handle.mailboxes.map((one) => this.#mailbox(one, 'sender')))
    if (prepared && needsOutside(recipe, setup.answers)) {
      const { outside } = handle
      mailboxes.push(
        this.#mailbox({ address: outside, kind: 'user', displayName: null, signInAs: outside }, 'outside'),
      )
    }
    if (prepared && needsCalendars(recipe, setup.answers)) {
      const { calendar } = handle
      mailboxes.push(
        this.#mailbox({ address: calendar, kind: 'user', displayName: null, signInAs: calendar }, 'calendar'),
      )
    }
    this.#deps.mailboxes.saveMailboxes(setup.id, mailboxes)
    if (prepared) {
      const entered = await this.#enterCredential(handle, setup, recipe)
      this.#recordPrepared(setup, recipe, entered)
    }
    this.#deps.announcer.emit('setup.changed', { setup: null })
    return ok(setup)
  }

  /** Prepared means ready to send: an application that signs in by itself needs its credential for that. */
  async #enterCredential(handle: PracticeHandle, setup: Setup, recipe: Recipe): Promise<boolean> {
    if (!needsCredential(recipe, setup.answers)) return true
    const senders = this.#deps.desk.senders(setup.id)
    const values = placeholderValues(setup, recipe, senders)
    const steps = needed(recipe.steps, setup.answers, recipe)
    const action = steps.flatMap(({ practice }) => practice).find(makesCredential)
    if (action === undefined) return false
    const made = await handle.perform(action, {
      recipe,
      values,
      answers: setup.answers,
      senders,
      calendars: [],
    })
    const credential = made.ok ? made.value.credential : undefined
    if (credential === undefined) return false
    return (
      await this.#deps.keeper.keepFromPractice(
        setup.id,
        credential,
        credential.expiresAt,
        practiceAdministrator,
      )
    ).ok
  }

  /**
   * A prepared practice tenant was given what these steps ask for: say so in their history. A credential that could
   * not be kept is left to be made.
   */
  #recordPrepared(setup: Setup, recipe: Recipe, credentialKept: boolean): void {
    for (const step of recipe.steps) {
      if (step.practice.length === 0) continue
      if (!credentialKept && step.practice.some(makesCredential)) continue
      const move = {
        // as old as the setup: nothing that was in place from the start can be too early
        at: setup.createdAt,
        who: practiceAdministrator,
        by: 'practice' as const,
        from: 'todo' as const,
        to: 'done' as const,
        note: null,
        events: [{ code: 'prepared-before' as const }],
      }
      this.#deps.setups.moveStep(setup.id, step.id, move, null)
    }
  }

  #mailbox(
    row: Pick<Mailbox, 'address' | 'kind' | 'displayName' | 'signInAs'>,
    purpose: Mailbox['purpose'],
  ): Mailbox {
    return {
      id: this.#deps.ids.uuid(),
      address: row.address,
      kind: row.kind,
      displayName: row.displayName,
      signInAs: row.signInAs,
      purpose,
      authorisation: null,
      problem: null,
    }
  }
}

function makesCredential(action: PracticeAction): boolean {
  return action === 'add-secret' || action === 'add-certificate'
}
