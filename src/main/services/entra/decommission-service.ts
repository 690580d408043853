/** Takes an application out of a tenant step by step; each is previewed, and each can be undone. @see setup-automation 1.3 */
import {
  deactivation,
  deletions,
  isUnread,
  revocations,
  standingOf,
  type DecommissionStep,
  type Standing,
} from '../../../domain/entra/decommission/decommission.ts'
import { leftoversOf, type Leftover } from '../../../domain/entra/decommission/leftovers.ts'
import { ownChanges } from '../../../domain/entra/apply/reversals.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import { applicationUse, type ApplicationUse } from '../../../domain/entra/rollover/usage.ts'
import { exchangeWanted } from '../../../domain/exchange/wanted.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { MailboxStore } from '../desk/stores.port.ts'
import type { AdminWish } from './admin-sign-in.ts'
import type { ChangeJournal } from './change-journal.port.ts'
import type { GraphDirectory } from './graph-directory.port.ts'
import { rightsOf, type ActRead, type Done, type TenantActPorts, type TenantActs } from './tenant-acts.ts'

export interface DecommissionPorts extends TenantActPorts {
  readonly directory: GraphDirectory
  readonly mailboxes: MailboxStore
  readonly changes: ChangeJournal
  readonly acts: TenantActs
}

export interface DecommissionView {
  readonly tenant: { readonly id: string; readonly name: string | null }
  readonly standing: Standing
  readonly use: ApplicationUse
  /** Names of the owners besides whoever reads: each of them can activate it again. Null: they could not be read. */
  readonly owners: readonly string[] | null
  /** What stays in Exchange Online; to be removed there before the application is deleted. */
  readonly leftovers: readonly Leftover[]
  /** What the step would do; of a bare look at it nothing. */
  readonly changes: readonly Change[]
}

export interface DecommissionWish extends AdminWish {
  /** Whether the sign-in logs are looked into, which takes a right of its own. */
  readonly logs: boolean
}

/** What shows in the logs of this time is still in use. Most products send at least once in it. */
const usedWithinMs = 7 * 86_400_000

export class DecommissionService {
  readonly #ports: DecommissionPorts

  constructor(ports: DecommissionPorts) {
    this.#ports = ports
  }

  /** Reads the tenant and changes nothing in it. `step` null: only where it stands. */
  async look(
    setupId: string,
    step: DecommissionStep | null,
    wish: DecommissionWish,
  ): Promise<Result<DecommissionView, AppError>> {
    return this.#ports.acts.during(setupId, rightsOf([], wish.logs), wish, async (read) => {
      const standing = standsAt(read)
      if (!standing.ok) return standing
      const changes = step === null ? ok([]) : changesOf(step, standing.value, read)
      if (!changes.ok) return changes
      return ok({
        tenant: read.view.tenant,
        standing: standing.value,
        use: await this.#use(read, standing.value, wish.logs),
        owners: otherOwners(read),
        leftovers: this.#leftovers(read),
        changes: changes.value,
      })
    })
  }

  /** Of what was agreed to, what is still to be done. Errors come before anything was written. */
  async carryOut(
    setupId: string,
    step: DecommissionStep,
    agreed: readonly Change[],
    wish: AdminWish,
    heard: (change: Change) => void,
  ): Promise<Result<Done, AppError>> {
    const { acts } = this.#ports
    const kinds = agreed.map(({ kind }) => kind)
    return acts.during(setupId, rightsOf(kinds, false), wish, async (read) => {
      const standing = standsAt(read)
      if (!standing.ok) return standing
      const due = changesOf(step, standing.value, read)
      if (!due.ok) return due
      const known = new Set(agreed.map(nameOf))
      const works = due.value
        .filter((change) => known.has(nameOf(change)))
        .map((change) => ({ change, reverts: null }))
      return ok(await acts.carry(read, 'decommission', works, heard))
    })
  }

  async #use(read: ActRead, standing: Standing, logs: boolean): Promise<ApplicationUse> {
    const appId = standing.application?.appId ?? standing.servicePrincipal?.appId ?? null
    if (!logs || appId === null) return { kind: 'not-asked' }
    const week = new Date(Date.parse(read.view.at) - usedWithinMs).toISOString()
    const isOff = standing.stage !== 'active'
    const off = isOff ? this.#deactivatedAt(read.connected.setup.id) : null
    // To the second, as the logs count.
    const since = `${(off !== null && off > week ? off : week).slice(0, 19)}Z`
    const signIns = await this.#ports.directory.signIns(read.session.caller, appId, since)
    return applicationUse(signIns, since, isOff)
  }

  /** Null where somebody else did it: then nobody here knows when. */
  #deactivatedAt(setupId: string): string | null {
    const entry = ownChanges(this.#ports.changes.listChanges(setupId)).find(
      ({ purpose, change: { kind, after } }) =>
        purpose === 'decommission' &&
        ((kind === 'set-disabled' && after) || (kind === 'set-sign-in' && !after)),
    )
    return entry?.endedAt ?? null
  }

  #leftovers({ connected: { setup, recipe }, wanted }: ActRead): Leftover[] {
    const mailboxes = this.#ports.mailboxes.listMailboxes(setup.id)
    return leftoversOf(exchangeWanted(setup, recipe, mailboxes, wanted.clientId))
  }
}

function otherOwners({ facts: { owners }, session: { who } }: ActRead): string[] | null {
  return owners.read ? owners.value.flatMap(({ id, name }) => (id === who.objectId ? [] : [name])) : null
}

function standsAt({ facts, wanted }: ActRead): Result<Standing, AppError> {
  const standing = standingOf(facts, wanted.vendors)
  return isUnread(standing)
    ? err({ code: 'tenant-not-read', why: standing.why, right: standing.right })
    : ok(standing)
}

function changesOf(
  step: DecommissionStep,
  standing: Standing,
  { facts }: ActRead,
): Result<Change[], AppError> {
  const { stage, grants, roles } = standing
  if (step === 'deactivate') return ok(deactivation(standing))
  if (stage === 'active') return err({ code: 'decommission-still-active' })
  if (step === 'revoke') return ok(revocations(facts))
  return stage === 'deactivated'
    ? err({ code: 'decommission-still-granted', grants, roles })
    : ok(deletions(standing))
}

const nameOf = ({ kind, target }: Change) => `${kind} ${target.id ?? ''}`
