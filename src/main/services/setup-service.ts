/** Setups: create, show, change, remove. */
import type { RecipeView, SetupCardView, SetupView } from '../../contract/views.ts'
import { appError, type AppError } from '../../domain/app-error.ts'
import { soonestWait } from '../../domain/checklist/waiting.ts'
import type { Cloud } from '../../domain/cloud/cloud.ts'
import type { Mailbox } from '../../domain/mailbox/mailbox.ts'
import { needed } from '../../domain/recipe/conditions.ts'
import { placeholderValues } from '../../domain/recipe/placeholders.ts'
import type { PracticeAction, Recipe } from '../../domain/recipe/recipe.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { soonestExpiry } from '../../domain/expiry/expiry-list.ts'
import { needsCredential, needsOutside, signInsOf } from '../../domain/run/plan-run.ts'
import { summarise } from '../../domain/run/run.ts'
import {
  checkAddress,
  checkAnswers,
  checkClientId,
  checkSetupName,
  checkTenantId,
} from '../../domain/setup/answers.ts'
import type { Answers, Practice, Setup } from '../../domain/setup/setup.ts'
import type { AttachmentContents } from '../ports/attachment-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { CredentialStore } from '../ports/credential-store.ts'
import type { Ids } from '../ports/ids.ts'
import type { MailboxStore } from '../ports/mailbox-store.ts'
import type { PracticeHandle, PracticeHost } from '../ports/practice-host.ts'
import type { RecipeSource } from '../ports/recipe-source.ts'
import type { RunStore } from '../ports/run-store.ts'
import type { SetupStore } from '../ports/setup-store.ts'
import type { Surroundings } from '../ports/surroundings.ts'
import type { Announcer } from './announcer.ts'
import type { CredentialService } from './credential-service.ts'
import { cautionsOf, deadlinesOf } from './recipe-warnings.ts'
import { recipeView } from './recipe-view.ts'
import type { SetupDesk } from './setup-desk.ts'
import { credentialName, type VaultChoice } from './vault-choice.ts'

export interface NewSetup {
  readonly recipe: string
  readonly name: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly where:
    | {
        readonly kind: 'practice'
        readonly mailboxes: number
        readonly prepared: boolean
        readonly faults: readonly string[]
        readonly seed?: number
      }
    | {
        readonly kind: 'tenant'
        readonly cloud: Cloud | string
        readonly tenantId: string
        readonly clientId: string
      }
}

export interface SetupChanges {
  readonly name?: string | undefined
  readonly tenantId?: string | undefined
  readonly clientId?: string | undefined
  readonly recipient?: string | undefined
  readonly answers?: Answers | undefined
}

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

export interface SetupServicePorts {
  readonly attachmentContents: AttachmentContents
  readonly credentials: CredentialStore
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly runs: RunStore
  readonly recipes: RecipeSource
  readonly practice: PracticeHost
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
}

export class SetupService {
  readonly #ports: SetupServicePorts
  readonly #desk: SetupDesk
  readonly #vaults: VaultChoice
  readonly #credentials: Pick<CredentialService, 'keepFromPractice'>
  readonly #announcer: Announcer

  constructor(
    ports: SetupServicePorts,
    desk: SetupDesk,
    vaults: VaultChoice,
    credentials: Pick<CredentialService, 'keepFromPractice'>,
    announcer: Announcer,
  ) {
    this.#ports = ports
    this.#desk = desk
    this.#vaults = vaults
    this.#credentials = credentials
    this.#announcer = announcer
  }

  recipes(): RecipeView[] {
    return this.#ports.recipes.recipes().map((recipe) => recipeView(recipe))
  }

  list(): SetupCardView[] {
    return this.#ports.setups.listSetups().map((setup) => this.#card(setup))
  }

  /** By exact name; names are unique. */
  byName(name: string): Result<Setup, AppError> {
    const setup = this.#ports.setups.findSetup(name)
    if (setup !== null) return ok(setup)
    const known = this.#ports.setups.listSetups().map((other) => `“${other.name}”`)
    return err(
      appError('not-found', `There is no setup called “${name}”.`, {
        field: 'NAME',
        next: known.length === 0 ? 'Create one with “setup create”.' : `Known: ${known.join(', ')}.`,
      }),
    )
  }

  get(id: string): Result<SetupView, AppError> {
    const opened = this.#desk.open(id)
    if (!opened.ok) return opened
    const { setup, recipe } = opened.value
    const senders = this.#desk.senders(id)
    return ok({
      id: setup.id,
      name: setup.name,
      recipe: recipeView(recipe, setup.answers),
      tenantId: setup.tenantId,
      tenantName: setup.tenantName,
      clientId: setup.clientId,
      recipient: setup.recipient,
      cloud: {
        name: setup.cloud.name,
        kind: setup.cloud.kind,
        smtp: `${setup.cloud.smtp.host}:${setup.cloud.smtp.port}`,
      },
      answers: setup.answers,
      practice:
        setup.practice === null
          ? null
          : {
              running: this.#ports.practice.isRunning(id),
              faults: setup.practice.faults,
              mailboxes: this.#practiceMailboxes.get(id)?.mailboxes.map((one) => ({ ...one })) ?? [],
              outside: this.#practiceMailboxes.get(id)?.outside ?? null,
            },
      checklist: this.#desk.checklist(opened.value),
      deadlines: deadlinesOf(this.#ports, opened.value),
      cautions: cautionsOf(opened.value),
      mailboxes: {
        total: senders.length,
        authorised: senders.filter((mailbox) => mailbox.authorisation !== null).length,
        problems: senders.filter((mailbox) => mailbox.problem !== null).length,
      },
      signIns: signInsOf(recipe, setup.answers),
      lastRunId: this.#ports.runs.listRuns(id)[0]?.id ?? null,
    })
  }

  async create(request: NewSetup): Promise<Result<Setup, AppError>> {
    const recipe = this.#ports.recipes.recipe(request.recipe)
    if (recipe === null) {
      const known = this.#ports.recipes.recipes().map((one) => one.id)
      return err(
        appError('bad-input', `There is no recipe “${request.recipe}”.`, {
          field: 'recipe',
          next: `Known: ${known.join(', ')}.`,
        }),
      )
    }
    const name = checkSetupName(request.name)
    if (!name.ok) return name
    if (this.#ports.setups.findSetup(name.value) !== null)
      return err(
        appError('already-exists', `There already is a setup called “${name.value}”.`, {
          field: 'name',
          next: 'Choose another name.',
        }),
      )
    const answers = checkAnswers(recipe, request.answers)
    if (!answers.ok) return answers
    const base = {
      id: this.#ports.ids.uuid(),
      name: name.value,
      recipeId: recipe.id,
      recipeRevision: recipe.revision,
      createdAt: this.#ports.clock.now().toISOString(),
      answers: answers.value,
      tenantName: null,
      recipient: null,
    }
    const { where } = request
    if (where.kind === 'practice') {
      const practice: Practice = {
        mailboxes: where.mailboxes,
        seed: where.seed ?? 1,
        prepared: where.prepared,
        faults: [...where.faults],
      }
      return this.#createPractice(recipe, {
        ...base,
        cloud: practiceCloudBeforeStart,
        tenantId: null,
        clientId: null,
        practice,
      })
    }
    const cloud = typeof where.cloud === 'string' ? this.#cloud(where.cloud) : ok(where.cloud)
    if (!cloud.ok) return cloud
    const tenantId = checkTenantId(where.tenantId)
    if (!tenantId.ok) return tenantId
    const clientId = where.clientId.trim() === '' ? ok(null) : checkClientId(where.clientId)
    if (!clientId.ok) return clientId
    const setup: Setup = {
      ...base,
      cloud: cloud.value,
      tenantId: tenantId.value,
      clientId: clientId.value,
      practice: null,
    }
    this.#ports.setups.saveSetup(setup)
    this.#announcer.emit('setup.changed', { setup: null })
    return ok(setup)
  }

  update(id: string, changes: SetupChanges): Result<null, AppError> {
    const opened = this.#desk.open(id)
    if (!opened.ok) return opened
    let { setup } = opened.value
    if (changes.name !== undefined) {
      const name = checkSetupName(changes.name)
      if (!name.ok) return name
      const other = this.#ports.setups.findSetup(name.value)
      if (other !== null && other.id !== id)
        return err(
          appError('already-exists', `There already is a setup called “${name.value}”.`, {
            field: 'name',
            next: 'Choose another name.',
          }),
        )
      setup = { ...setup, name: name.value }
    }
    if ((changes.tenantId !== undefined || changes.clientId !== undefined) && setup.practice !== null)
      return err(
        appError('bad-input', 'A practice setup gets its tenant id and client id from the practice tenant.', {
          field: 'tenantId',
        }),
      )
    if (changes.tenantId !== undefined) {
      const tenantId = checkTenantId(changes.tenantId)
      if (!tenantId.ok) return tenantId
      setup = { ...setup, tenantId: tenantId.value }
    }
    if (changes.clientId !== undefined) {
      const clientId = checkClientId(changes.clientId)
      if (!clientId.ok) return clientId
      setup = { ...setup, clientId: clientId.value }
    }
    if (changes.recipient !== undefined) {
      const recipient = checkAddress(changes.recipient)
      if (!recipient.ok) return recipient
      setup = { ...setup, recipient: recipient.value }
    }
    if (changes.answers !== undefined) {
      const answers = checkAnswers(opened.value.recipe, changes.answers)
      if (!answers.ok) return answers
      setup = { ...setup, answers: answers.value }
    }
    this.#ports.setups.saveSetup(setup)
    this.#announcer.emit('setup.changed', { setup: id })
    return ok(null)
  }

  /** Removes the setup, its attachments, its tokens and its practice tenant. Asking first is the caller's part. */
  async remove(id: string): Promise<Result<null, AppError>> {
    const opened = this.#desk.open(id)
    if (!opened.ok) return opened
    const vault = await this.#vaults.forSetup(opened.value.setup)
    if (vault.ok) {
      for (const name of [`auth/${id}`, credentialName(id)]) {
        const removed = await vault.value.remove(name)
        if (!removed.ok) return removed
      }
    }
    if (opened.value.setup.practice !== null) await this.#ports.practice.remove(id)
    this.#ports.setups.removeSetup(id)
    await this.#ports.attachmentContents.removeAll(id)
    this.#announcer.emit('setup.changed', { setup: null })
    return ok(null)
  }

  isPractice(id: string): boolean {
    return (this.#ports.setups.getSetup(id)?.practice ?? null) !== null
  }

  /** The practice tenant's mailboxes, for the person to take into the setup. Starts the tenant. */
  async practiceMailboxes(id: string): Promise<Result<PracticeHandle, AppError>> {
    const connected = await this.#desk.connect(id)
    if (!connected.ok) return connected
    const handle = connected.value.practice
    if (handle === null)
      return err(appError('practice-only', 'Only a practice setup has practice mailboxes.'))
    this.#practiceMailboxes.set(id, handle)
    return ok(handle)
  }

  readonly #practiceMailboxes = new Map<string, PracticeHandle>()

  async #createPractice(recipe: Recipe, draft: Setup): Promise<Result<Setup, AppError>> {
    const started = await this.#ports.practice.ensure(draft, recipe)
    if (!started.ok) return started
    const handle = started.value
    this.#practiceMailboxes.set(draft.id, handle)
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
    if (prepared) {
      const entered = await this.#enterCredential(handle, setup, recipe)
      this.#recordPrepared(setup, recipe, entered)
    }
    this.#announcer.emit('setup.changed', { setup: null })
    return ok(setup)
  }

  /** Prepared means ready to send: an application that signs in by itself needs its credential for that. */
  async #enterCredential(handle: PracticeHandle, setup: Setup, recipe: Recipe): Promise<boolean> {
    if (!needsCredential(recipe, setup.answers)) return true
    const senders = this.#desk.senders(setup.id)
    const values = placeholderValues(setup, recipe, senders)
    const steps = needed(recipe.steps, setup.answers, recipe)
    const action = steps.flatMap(({ practice }) => practice).find(makesCredential)
    if (action === undefined) return false
    const made = await handle.perform(action, { recipe, values, answers: setup.answers, senders })
    const credential = made.ok ? made.value.credential : undefined
    if (credential === undefined) return false
    return (await this.#credentials.keepFromPractice(setup.id, credential, credential.expiresAt)).ok
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

  #cloud(name: string): Result<Cloud, AppError> {
    const clouds = this.#ports.recipes.clouds()
    const found = clouds.find(
      (cloud) => cloud.kind === name || cloud.name.toLowerCase() === name.toLowerCase(),
    )
    if (found !== undefined) return ok(found)
    return err(
      appError('bad-input', `There is no cloud “${name}”.`, {
        field: 'cloud',
        next: `Known: ${clouds.map((cloud) => cloud.kind).join(', ')}; or name a cloud file.`,
      }),
    )
  }

  #card(setup: Setup): SetupCardView {
    const opened = this.#desk.withRecipe(setup)
    const checklist = opened.ok ? this.#desk.checklist(opened.value) : null
    const run = this.#ports.runs.listRuns(setup.id)[0]
    return {
      id: setup.id,
      name: setup.name,
      recipeId: setup.recipeId,
      recipeName: opened.ok ? opened.value.recipe.name : `${setup.recipeId} (recipe missing)`,
      tenantName: setup.tenantName ?? setup.tenantId,
      cloud: { name: setup.cloud.name, kind: setup.cloud.kind },
      practice: setup.practice !== null,
      steps: { total: checklist?.total ?? 0, done: checklist?.done ?? 0 },
      next: checklist?.steps.find((step) => step.id === checklist.next)?.title ?? null,
      waiting: checklist === null ? null : soonestWait(checklist.steps),
      deadlines: opened.ok ? deadlinesOf(this.#ports, opened.value) : [],
      lastRun:
        run === undefined
          ? null
          : { at: run.startedAt, state: run.state, summary: summarise(this.#ports.runs.probes(run.id)) },
      expiry: soonestExpiry(this.#ports.credentials.listCredentials(setup.id)),
      createdAt: setup.createdAt,
    }
  }
}

function makesCredential(action: PracticeAction): boolean {
  return action === 'add-secret' || action === 'add-certificate'
}
