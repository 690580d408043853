/** Setups that live in a practice tenant: how one comes to be, and what its tenant has to offer. */
import { appError, type AppError } from '../../domain/app-error.ts'
import type { Cloud } from '../../domain/cloud/cloud.ts'
import type { Mailbox } from '../../domain/mailbox/mailbox.ts'
import type { Recipe } from '../../domain/recipe/recipe.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { needsOutside } from '../../domain/run/plan-run.ts'
import type { Setup } from '../../domain/setup/setup.ts'
import type { Ids } from '../ports/ids.ts'
import type { MailboxStore } from '../ports/mailbox-store.ts'
import type { PracticeHandle, PracticeHost } from '../ports/practice-host.ts'
import type { SetupStore } from '../ports/setup-store.ts'
import type { Announcer } from './announcer.ts'
import type { SetupDesk } from './setup-desk.ts'

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

interface PracticeSetupsPorts {
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly practice: PracticeHost
  readonly ids: Ids
}

export class PracticeSetups {
  readonly #ports: PracticeSetupsPorts
  readonly #desk: SetupDesk
  readonly #announcer: Announcer
  readonly #handles = new Map<string, PracticeHandle>()

  constructor(ports: PracticeSetupsPorts, desk: SetupDesk, announcer: Announcer) {
    this.#ports = ports
    this.#desk = desk
    this.#announcer = announcer
  }

  /** The tenant of a setup, if it was started from here. */
  known(id: string): PracticeHandle | null {
    return this.#handles.get(id) ?? null
  }

  /** The tenant's mailboxes, for the person to take into the setup. Starts the tenant. */
  async mailboxes(id: string): Promise<Result<PracticeHandle, AppError>> {
    const connected = await this.#desk.connect(id)
    if (!connected.ok) return connected
    const handle = connected.value.practice
    if (handle === null)
      return err(appError('practice-only', 'Only a practice setup has practice mailboxes.'))
    this.#handles.set(id, handle)
    return ok(handle)
  }

  /** Starts the tenant of a new setup and takes in what a prepared one has already. */
  async create(recipe: Recipe, draft: Setup): Promise<Result<Setup, AppError>> {
    const started = await this.#ports.practice.ensure(draft, recipe)
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
    this.#ports.setups.saveSetup(setup)
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
    this.#ports.mailboxes.saveMailboxes(setup.id, mailboxes)
    if (prepared) this.#recordPrepared(setup, recipe)
    this.#announcer.emit('setup.changed', { setup: null })
    return ok(setup)
  }

  /** A prepared practice tenant was given what these steps ask for: say so in their history. */
  #recordPrepared(setup: Setup, recipe: Recipe): void {
    for (const step of recipe.steps) {
      if (step.practice.length === 0) continue
      const move = {
        // as old as the setup: nothing that was in place from the start can be too early
        at: setup.createdAt,
        who: 'Practice administrator',
        by: 'practice' as const,
        from: 'todo' as const,
        to: 'done' as const,
        note: 'The practice tenant was created prepared: this was already in place.',
      }
      this.#ports.setups.moveStep(setup.id, step.id, move, null)
    }
  }

  #mailbox(
    row: Pick<Mailbox, 'address' | 'kind' | 'displayName' | 'signInAs'>,
    purpose: Mailbox['purpose'],
  ): Mailbox {
    return {
      id: this.#ports.ids.uuid(),
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
