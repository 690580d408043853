/** Setups: create, show, change, remove. */
import type { RecipeView, SetupListView, SetupView } from '../../../contract/views.schema.ts'
import { entraSideKey } from '../../../domain/exchange/entra-side.schema.ts'
import { signInWishKey } from '../../../domain/exchange/sign-in-wish.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { checkAddress } from '../../../domain/fields/address.ts'
import { checkClientId } from '../../../domain/fields/id.ts'
import { checkSetupName } from '../../../domain/fields/text.ts'
import { checkAnswers } from '../../../domain/recipe/answers.ts'
import type { GivenTenant } from '../../../domain/setup/given-tenant.ts'
import type { Practice, Setup } from '../../../domain/setup/setup.schema.ts'
import type {
  AttachmentContents,
  CredentialStore,
  MailboxStore,
  RecipeSource,
  SetupStore,
} from '../desk/stores.port.ts'
import type { Clock, Ids } from '../surroundings/surroundings.port.ts'
import type { PracticeHandle, PracticeHost } from '../desk/practice-host.port.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { CredentialService } from '../credential/credential-service.ts'
import { PracticeSetups, practiceCloudBeforeStart } from './practice-setups.ts'
import { recipeView } from './recipe-view.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import type { ExchangeStore } from '../desk/exchange-store.port.ts'
import type { TenantResolver } from '../desk/tenant-resolver.ts'
import { readEach } from '../surroundings/store-failure.port.ts'
import { setupCard, setupView } from './setup-view.ts'
import {
  authorisationName,
  credentialName,
  invitationName,
  type VaultChoice,
} from '../sign-in/vault-choice.ts'

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
  /** All of them, not only those that change; checked against the recipe. */
  readonly answers?: Readonly<Record<string, unknown>> | undefined
}

export interface SetupServiceDeps {
  readonly attachmentContents: AttachmentContents
  readonly exchangeStore: Pick<ExchangeStore, 'removeAll'>
  readonly credentials: CredentialStore
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly runs: RunStore
  readonly recipes: RecipeSource
  readonly practice: PracticeHost
  readonly clock: Clock
  readonly ids: Ids
  readonly desk: SetupDesk
  readonly resolver: Pick<TenantResolver, 'entered'>
  readonly vaults: VaultChoice
  readonly keeper: Pick<CredentialService, 'keepFromPractice'>
  readonly announcer: Announcer
}

export class SetupService {
  readonly #deps: SetupServiceDeps
  readonly #practice: PracticeSetups

  constructor(deps: SetupServiceDeps) {
    this.#deps = deps
    this.#practice = new PracticeSetups(deps)
  }

  recipes(): RecipeView[] {
    return this.#deps.recipes.recipes().map((recipe) => recipeView(recipe))
  }

  /** A setup that a disk has damaged is named, and hides none of the others. */
  list(): SetupListView {
    const { setups, desk } = this.#deps
    const { read, damaged } = readEach(setups.listSetups(), (setup) => setupCard(this.#deps, desk, setup))
    return { cards: read, damaged: [...setups.damagedSetups(), ...damaged.map(({ name }) => name)] }
  }

  /** By exact name; names are unique. */
  byName(name: string): Result<Setup, AppError> {
    const setup = this.#deps.setups.findSetup(name)
    if (setup !== null) return ok(setup)
    const known = this.#deps.setups.listSetups().map((other) => other.name)
    return err({ code: 'setup-unknown', name, known, field: 'name' })
  }

  get(id: string): Result<SetupView, AppError> {
    const opened = this.#deps.desk.open(id)
    if (!opened.ok) return opened
    return ok(setupView(this.#deps, this.#deps.desk, opened.value, this.#practice.known(id)))
  }

  async create(request: NewSetup): Promise<Result<Setup, AppError>> {
    const recipe = this.#deps.recipes.recipe(request.recipe)
    if (recipe === null) {
      const known = this.#deps.recipes.recipes().map((one) => one.id)
      return err({ code: 'recipe-unknown', recipe: request.recipe, known, field: 'recipe' })
    }
    const name = checkSetupName(request.name)
    if (!name.ok) return name
    if (this.#deps.setups.findSetup(name.value) !== null)
      return err({ code: 'setup-name-taken', name: name.value, field: 'name' })
    const answers = checkAnswers(recipe, request.answers)
    if (!answers.ok) return answers
    const base = {
      id: this.#deps.ids.uuid(),
      name: name.value,
      recipeId: recipe.id,
      recipeRevision: recipe.revision,
      createdAt: this.#deps.clock.now().toISOString(),
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
    const clientId =
      where.clientId.trim() === '' ? ok(null) : checkClientId(where.clientId, { tenantId: where.tenantId })
    const tenant = await this.#deps.resolver.entered(cloud.value, where.tenantId)
    if (!tenant.ok) return tenant
    if (!clientId.ok) return clientId
    // while the sign-in service was asked, another window may have taken the name
    if (this.#deps.setups.findSetup(name.value) !== null)
      return err({ code: 'setup-name-taken', name: name.value, field: 'name' })
    const setup: Setup = {
      ...base,
      ...tenant.value,
      cloud: cloud.value,
      clientId: clientId.value,
      practice: null,
    }
    this.#deps.setups.saveSetup(setup)
    this.#deps.announcer.emit('setup.changed', { setup: null })
    return ok(setup)
  }

  /** A tenant given as a domain is looked up first; then everything is changed, or nothing. */
  async update(id: string, changes: SetupChanges): Promise<Result<null, AppError>> {
    const before = this.#deps.desk.open(id)
    if (!before.ok) return before
    if (
      (changes.tenantId !== undefined || changes.clientId !== undefined) &&
      before.value.setup.practice !== null
    )
      return err({ code: 'practice-ids-fixed', field: 'tenantId' })
    const { clientId, cloud } = before.value.setup
    const tenant =
      changes.tenantId === undefined
        ? ok(null)
        : await this.#deps.resolver.entered(cloud, changes.tenantId, {
            clientId: changes.clientId ?? clientId,
          })
    if (!tenant.ok) return tenant
    return this.#change(id, changes, tenant.value)
  }

  /** `tenant`: as it was looked up; null when it stays. */
  #change(id: string, changes: SetupChanges, tenant: GivenTenant | null): Result<null, AppError> {
    const opened = this.#deps.desk.open(id)
    if (!opened.ok) return opened
    let { setup } = opened.value
    if (changes.name !== undefined) {
      const name = checkSetupName(changes.name)
      if (!name.ok) return name
      const other = this.#deps.setups.findSetup(name.value)
      if (other !== null && other.id !== id)
        return err({ code: 'setup-name-taken', name: name.value, field: 'name' })
      setup = { ...setup, name: name.value }
    }
    // a name that was read for one tenant says nothing of another
    if (tenant !== null && !(tenant.tenantId === setup.tenantId && tenant.tenantName === null))
      setup = { ...setup, ...tenant }
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
    if (setup.tenantId !== opened.value.setup.tenantId)
      for (const key of [entraSideKey(id), signInWishKey(id)]) this.#deps.setups.setSetting(key, '')
    this.#deps.setups.saveSetup(setup)
    this.#deps.announcer.emit('setup.changed', { setup: id })
    return ok(null)
  }

  /** Removes the setup, its attachments, its tokens and its practice tenant. Asking first is the caller's part. */
  async remove(id: string): Promise<Result<null, AppError>> {
    const opened = this.#deps.desk.open(id)
    if (!opened.ok) return opened
    const vault = await this.#deps.vaults.forSetup(opened.value.setup)
    if (vault.ok) {
      for (const name of [authorisationName(id), credentialName(id), invitationName(id)]) {
        const removed = await vault.value.remove(name)
        if (!removed.ok) return removed
      }
    }
    if (opened.value.setup.practice !== null) await this.#deps.practice.remove(id)
    this.#deps.setups.removeSetup(id)
    await this.#deps.attachmentContents.removeAll(id)
    await this.#deps.exchangeStore.removeAll(id)
    this.#deps.announcer.emit('setup.changed', { setup: null })
    return ok(null)
  }

  /** Starts (or joins) the setup's practice tenant; its mailboxes are there for the person to choose from. */
  startPractice(id: string): Promise<Result<PracticeHandle, AppError>> {
    return this.#practice.start(id)
  }

  #cloud(name: string): Result<Cloud, AppError> {
    const clouds = this.#deps.recipes.clouds()
    const found = clouds.find(
      (cloud) => cloud.kind === name || cloud.name.toLowerCase() === name.toLowerCase(),
    )
    if (found !== undefined) return ok(found)
    return err({
      code: 'cloud-unknown',
      cloud: name,
      known: clouds.map((cloud) => cloud.kind),
      field: 'cloud',
    })
  }
}
