/** Setups: create, show, change, remove. */
import type { RecipeView, SetupCardView, SetupView } from '../../contract/views.ts'
import { appError, type AppError } from '../../domain/app-error.ts'
import type { Cloud } from '../../domain/cloud/cloud.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { checkAddress } from '../../domain/fields/address.ts'
import { checkClientId, checkTenantId } from '../../domain/fields/id.ts'
import { checkSetupName } from '../../domain/fields/text.ts'
import { checkAnswers } from '../../domain/setup/answers.ts'
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
import { PracticeSetups, practiceCloudBeforeStart } from './practice-setups.ts'
import { recipeView } from './recipe-view.ts'
import type { SetupDesk } from './setup-desk.ts'
import { setupCard, setupView } from './setup-view.ts'
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
  readonly #announcer: Announcer
  readonly #practice: PracticeSetups

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
    this.#announcer = announcer
    this.#practice = new PracticeSetups(ports, desk, credentials, announcer)
  }

  recipes(): RecipeView[] {
    return this.#ports.recipes.recipes().map((recipe) => recipeView(recipe))
  }

  list(): SetupCardView[] {
    return this.#ports.setups.listSetups().map((setup) => setupCard(this.#ports, this.#desk, setup))
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
    return ok(setupView(this.#ports, this.#desk, opened.value, this.#practice.known(id)))
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
      return this.#practice.create(recipe, {
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
    const clientId =
      where.clientId.trim() === '' ? ok(null) : checkClientId(where.clientId, { tenantId: tenantId.value })
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
      const tenantId = checkTenantId(changes.tenantId, { clientId: changes.clientId ?? setup.clientId })
      if (!tenantId.ok) return tenantId
      setup = { ...setup, tenantId: tenantId.value }
    }
    if (changes.clientId !== undefined) {
      const clientId = checkClientId(changes.clientId, { tenantId: setup.tenantId })
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
  practiceMailboxes(id: string): Promise<Result<PracticeHandle, AppError>> {
    return this.#practice.mailboxes(id)
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
}
