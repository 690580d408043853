/** Replaces the credential of a registration with no moment without one that works. @see setup-automation 1.3 */
import type { CredentialView } from '../../../contract/credential-views.schema.ts'
import type { CredentialEntry } from '../../../domain/entra/facts/entra-facts.ts'
import { newCredential } from '../../../domain/entra/plan/credential-changes.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import {
  isUnderWay,
  obstacleTo,
  oldCredentials,
  removalOf,
  rolloverOf,
  type Rollover,
} from '../../../domain/entra/rollover/rollover.ts'
import { credentialUse, type CredentialUse } from '../../../domain/entra/rollover/usage.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { CredentialProof } from '../credential/credential-proof.ts'
import type { CredentialService } from '../credential/credential-service.ts'
import type { CredentialStore } from '../desk/stores.port.ts'
import type { FieldSheetService } from '../product/field-sheet-service.ts'
import type { VaultChoice } from '../sign-in/vault-choice.ts'
import type { AdminWish } from './admin-sign-in.ts'
import type { ChangeJournal } from './change-journal.port.ts'
import type { GraphDirectory } from './graph-directory.port.ts'
import {
  registrationOf,
  rightsOf,
  type ActRead,
  type Done,
  type TenantActPorts,
  type TenantActs,
} from './tenant-acts.ts'

export interface RolloverPorts extends TenantActPorts {
  readonly changes: ChangeJournal
  readonly credentials: CredentialStore
  readonly directory: GraphDirectory
  readonly keeper: Pick<CredentialService, 'forget'>
  readonly proof: Pick<CredentialProof, 'prove'>
  readonly sheets: Pick<FieldSheetService, 'get' | 'tick'>
  readonly vaults: VaultChoice
  readonly acts: TenantActs
}

/** What `start` would do. */
export interface StartPreview {
  readonly tenant: { readonly id: string; readonly name: string | null }
  /** Null where a rollover is under way: nothing is added, what was added is proven. */
  readonly change: Change | null
  /** What the registration has now; it stays. */
  readonly there: readonly CredentialEntry[]
}

export interface Started extends Done {
  /** The new credential after its proof; null where the proof did not work yet. */
  readonly proven: CredentialView | null
  /** Why not. */
  readonly unproven: AppError | null
}

export interface FinishPreview {
  readonly tenant: { readonly id: string; readonly name: string | null }
  readonly removals: readonly Change[]
  readonly use: CredentialUse
}

export interface FinishWish extends AdminWish {
  /** Key ids to leave alone, lower case. */
  readonly keep: readonly string[]
  /** Whether the sign-in logs are looked into, which takes a right of its own. */
  readonly logs: boolean
}

const addKinds = ['add-secret', 'add-certificate'] as const
const removeKinds = ['remove-secret', 'remove-certificate'] as const

export class RolloverService {
  readonly #ports: RolloverPorts

  constructor(ports: RolloverPorts) {
    this.#ports = ports
  }

  /** Out of what is on this PC: nobody signs in for it. */
  status(setupId: string): Result<Rollover, AppError> {
    const { changes, credentials, sheets } = this.#ports
    const sheet = sheets.get(setupId)
    if (!sheet.ok) return sheet
    return ok(
      rolloverOf(
        changes.listChanges(setupId),
        credentials.listCredentials(setupId),
        sheet.value.secretPlaces,
      ),
    )
  }

  /** Reads the tenant and changes nothing in it. `again`: another one although one is under way. */
  async previewStart(
    setupId: string,
    wish: AdminWish,
    again: boolean,
  ): Promise<Result<StartPreview, AppError>> {
    return this.#ports.acts.during(setupId, rightsOf([], false), wish, async (read) => {
      const change = this.#toAdd(setupId, read, again)
      return change.ok
        ? ok({ tenant: read.view.tenant, change: change.value, there: credentialsOf(read) })
        : change
    })
  }

  /**
   * Adds a credential beside those that are there and proves it. Errors come before anything was written; what stopped
   * it later is in the answer. Called again it goes on, and never adds a second one to a rollover.
   */
  async start(
    setupId: string,
    wish: AdminWish,
    again: boolean,
    heard: (change: Change) => void,
  ): Promise<Result<Started, AppError>> {
    const { acts, desk, vaults } = this.#ports
    const opened = desk.open(setupId)
    if (!opened.ok) return opened
    // A credential that could not be kept would have to be taken away again.
    const vault = await vaults.forSetup(opened.value.setup)
    if (!vault.ok) return vault
    const rights = rightsOf([...addKinds, 'remove-secret'], false)
    return acts.during(setupId, rights, wish, async (read) => {
      const change = this.#toAdd(setupId, read, again)
      if (!change.ok) return change
      const works = [
        ...read.orphans.map((orphan) => ({ change: orphan.change, reverts: orphan.entry })),
        ...(change.value === null ? [] : [{ change: change.value, reverts: null }]),
      ]
      const done = await acts.carry(read, 'rollover', works, heard)
      if (done.stopped !== null) return ok({ ...done, proven: null, unproven: null })
      const proof = await this.#proof(setupId, read)
      return ok({
        ...done,
        proven: proof.ok ? proof.value : null,
        unproven: proof.ok ? null : proof.error,
      })
    })
  }

  /** Says that the new credential is in these places of the product, or no longer is. */
  enter(setupId: string, places: readonly string[], entered: boolean): Result<Rollover, AppError> {
    const status = this.status(setupId)
    if (!status.ok) return status
    if (status.value.added === null)
      return err({ code: 'rollover-not-ready', obstacle: { why: 'not-begun' } })
    const ticked = this.#ports.sheets.tick(setupId, places, entered)
    return ticked.ok ? this.status(setupId) : ticked
  }

  /** Reads the tenant and changes nothing in it. */
  async previewFinish(setupId: string, wish: FinishWish): Promise<Result<FinishPreview, AppError>> {
    return this.#ports.acts.during(setupId, rightsOf([], wish.logs), wish, async (read) => {
      const found = this.#toRemove(setupId, read, wish.keep)
      if (!found.ok) return found
      const use = await this.#use(setupId, read, found.value, wish.logs)
      return ok({ tenant: read.view.tenant, removals: found.value, use })
    })
  }

  /**
   * Removes what was agreed to. The new credential earns a token once more first: without it nothing is removed.
   * Errors come before anything was written.
   */
  async finish(
    setupId: string,
    agreed: readonly Change[],
    wish: FinishWish,
    heard: (change: Change) => void,
  ): Promise<Result<Done, AppError>> {
    const { acts } = this.#ports
    return acts.during(setupId, rightsOf(removeKinds, false), wish, async (read) => {
      const due = this.#toRemove(setupId, read, wish.keep)
      if (!due.ok) return due
      const proof = await this.#proof(setupId, read)
      if (!proof.ok) return proof
      const ids = agreed.map(keyIdOf)
      const works = due.value
        .filter((change) => ids.includes(keyIdOf(change)))
        .map((change) => ({ change, reverts: null }))
      const done = await acts.carry(read, 'rollover', works, heard)
      await this.#forgetRemoved(setupId)
      return ok(done)
    })
  }

  /** What is gone from the registration is of no use on this PC either. Out of the journal: a removal may have been cut off. */
  async #forgetRemoved(setupId: string): Promise<void> {
    const { changes, credentials, keeper } = this.#ports
    const entries = changes.listChanges(setupId)
    const removed = entries.filter(({ state }) => state === 'done').map(({ change }) => keyIdOf(change))
    const gone = new Set(removed.filter((id) => id !== ''))
    const known = new Set(credentials.listCredentials(setupId).map(({ id }) => id))
    for (const { made } of entries)
      if (made !== null && made.kept !== null && gone.has(made.id ?? '') && known.has(made.kept))
        await keeper.forget(setupId, made.kept)
  }

  #toAdd(setupId: string, read: ActRead, again: boolean): Result<Change | null, AppError> {
    const registration = registrationOf(read)
    if (!registration.ok) return registration
    const status = this.status(setupId)
    if (!status.ok) return status
    const { added } = status.value
    const there = credentialsOf(read).some(({ keyId }) => keyId === added?.keyId)
    // One that somebody deleted from the registration leads nowhere any more.
    if (!again && isUnderWay(status.value) && there && added?.credential !== null) return ok(null)
    const { wanted, facts, view } = read
    if (wanted.credential === null)
      return err({ code: 'rollover-needs-none', product: read.connected.recipe.name })
    const change = newCredential({ wanted, facts, now: view.at, applicationId: registration.value.id })
    return change === null
      ? err({ code: 'rollover-not-allowed', kinds: wanted.credential.kinds })
      : ok(change)
  }

  #toRemove(setupId: string, read: ActRead, keep: readonly string[]): Result<Change[], AppError> {
    const registration = registrationOf(read)
    if (!registration.ok) return registration
    const status = this.status(setupId)
    if (!status.ok) return status
    const found = credentialsOf(read)
    const obstacle = obstacleTo(status.value, found, read.view.at)
    if (obstacle !== null) return err({ code: 'rollover-not-ready', obstacle })
    const { steps } = read.wanted
    return ok(
      oldCredentials(status.value, found, keep).map((one) =>
        removalOf(one, registration.value.id, steps[one.kind]),
      ),
    )
  }

  async #use(
    setupId: string,
    { session, connected }: ActRead,
    removals: readonly Change[],
    logs: boolean,
  ): Promise<CredentialUse> {
    const status = this.status(setupId)
    const { clientId } = connected.setup
    const since = status.ok ? enteredAt(status.value) : null
    if (!logs || clientId === null || since === null) return { kind: 'not-asked' }
    const read = await this.#ports.directory.signIns(session.caller, clientId, since)
    return credentialUse(read, removals.map(keyIdOf), since)
  }

  /** A credential that was just added is not known to every sign-in server at once: asked again while it may be that. */
  async #proof(setupId: string, read: ActRead): Promise<Result<CredentialView, AppError>> {
    const status = this.status(setupId)
    if (!status.ok) return status
    const id = status.value.added?.credential?.id
    if (id === undefined) return err({ code: 'rollover-not-ready', obstacle: { why: 'not-held' } })
    let last: Result<CredentialView, AppError> | null = null
    await this.#ports.acts.pace(read).steady(
      async () => {
        last = await this.#ports.proof.prove(setupId, id, read.session.caller.signal)
        return last.ok
      },
      { times: 1 },
    )
    return last ?? err({ code: 'graph-question-stopped' })
  }
}

function credentialsOf({ facts: { application } }: ActRead): readonly CredentialEntry[] {
  return application.read ? (application.value?.credentials ?? []) : []
}

const keyIdOf = ({ kind, before }: Change) =>
  kind === 'remove-secret' || kind === 'remove-certificate' ? (before.keyId ?? '') : ''

/** From when on nothing should use the old one; to the second, as the logs count. */
function enteredAt({ added, places }: Rollover): string | null {
  const times = [added?.at, ...places.map(({ entered }) => entered?.at)].filter((at) => at !== undefined)
  return times.length === 0 ? null : `${times.reduce((a, b) => (a > b ? a : b)).slice(0, 19)}Z`
}
