/** Makes one change: in the journal first, then in the tenant, again while it may only be too early, and noted. */
import type { ActPurpose, ChangeEntry, MadeIds } from '../../../domain/entra/apply/change-entry.schema.ts'
import { isGone, judge, youngMs } from '../../../domain/entra/apply/judge-refusal.ts'
import { changeTable } from '../../../domain/entra/plan/change-table.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { CredentialService } from '../credential/credential-service.ts'
import type { CertificateMaker } from '../credential/credential.port.ts'
import type { ConnectedSetup } from '../desk/setup-desk.ts'
import type { Clock, Ids, Surroundings } from '../surroundings/surroundings.port.ts'
import type { AdminSession } from './admin-sign-in.ts'
import type { ChangeJournal } from './change-journal.port.ts'
import type { DirectoryWriter, Objects, PublicCertificate, WriteEnd } from './directory-writer.port.ts'
import { Pace } from './pace.ts'

export interface ChangeRunnerPorts {
  readonly writer: DirectoryWriter
  readonly changes: ChangeJournal
  readonly certificateMaker: CertificateMaker
  readonly keeper: Pick<CredentialService, 'setSecret' | 'setFile' | 'forget'>
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
}

/** One apply or revert while its sign-in lasts. */
export interface Act {
  readonly id: string
  /** Apply where nothing is said. */
  readonly purpose?: ActPurpose
  readonly connected: ConnectedSetup
  readonly session: AdminSession
  readonly watch?: Watch
}

/** Whoever looks on while changes are made. */
export interface Watch {
  /**
   * working: a change is being made. waiting: it was refused as too early, and is tried again. spreading: made, and not
   * every replica knows it yet. checking: all of it is read back.
   */
  phase(now: 'working' | 'waiting' | 'spreading' | 'checking'): void
  /** True: no further change is begun. */
  stopping(): boolean
}

/** Signing in does not come into it: a common name holds 64 characters. */
const longestName = 50

export class ChangeRunner {
  readonly #ports: ChangeRunnerPorts

  constructor(ports: ChangeRunnerPorts) {
    this.#ports = ports
  }

  /** The entry as it was left. An error is the entry's too: nothing after it may be tried. */
  async run(
    act: Act,
    planned: Change,
    objects: Objects,
    reverts: string | null = null,
  ): Promise<Result<ChangeEntry, AppError>> {
    const { clock, ids, surroundings } = this.#ports
    const { session } = act
    const change = this.#named(planned)
    const begun: ChangeEntry = {
      id: ids.uuid(),
      act: act.id,
      purpose: act.purpose ?? 'apply',
      change,
      state: 'begun',
      at: clock.now().toISOString(),
      endedAt: null,
      who: session.who.username,
      user: surroundings.user,
      made: null,
      requestId: null,
      refused: null,
      reverts,
    }
    this.#save(act, begun)
    const certificate = change.kind === 'add-certificate' ? await this.#certificate(act, change) : ok(null)
    if (!certificate.ok) {
      this.#end(act, begun, { state: 'failed' })
      return certificate
    }
    const { end, tried } = await this.#write(act, change, objects, certificate.value?.uploaded ?? null)
    const kept = certificate.value?.kept ?? null
    if (end.kind === 'unanswered') return err({ code: 'change-unanswered', sent: end.sent })
    if (end.kind === 'done') return this.#done(act, begun, end, objects, kept)
    const { refusal, requestId } = end
    const unmade: MadeIds = { id: null, ...objects, kept }
    if (this.#verdict(act, change, end) === 'already' || isGone(change.kind, refusal))
      // What an earlier try of this very change made is ours, though its answer was another one.
      return ok(this.#end(act, begun, { state: tried ? 'done' : 'already', made: unmade, requestId }))
    if (kept !== null) await this.#ports.keeper.forget(act.connected.setup.id, kept)
    this.#end(act, begun, { state: 'failed', requestId, refused: refusal.code })
    return err(refusedBecause(change, refusal, session))
  }

  /** Again as long as it may only be too early, or somebody else is writing. `tried`: one try may have been made. */
  async #write(
    act: Act,
    change: Change,
    objects: Objects,
    certificate: PublicCertificate | null,
  ): Promise<{ end: WriteEnd; tried: boolean }> {
    const { session, connected } = act
    const { caller } = session
    const pace = new Pace(this.#ports.clock, this.#ports.surroundings, connected.cloud, caller.signal)
    let waited = 0
    for (let attempt = 1; ; attempt += 1) {
      const end = await this.#ports.writer.write(caller, change, objects, certificate)
      const tried = attempt > 1
      if (end.kind !== 'refused' || this.#verdict(act, change, end) !== 'wait') return { end, tried }
      const wait = pace.next(attempt, waited, end.retryAfterMs)
      if (wait === null || caller.signal.aborted) return { end, tried }
      act.watch?.phase('waiting')
      await pace.wait(wait)
      act.watch?.phase('working')
      waited += wait
    }
  }

  #verdict(act: Act, { kind }: Change, { refusal }: Extract<WriteEnd, { kind: 'refused' }>) {
    return judge(kind, refusal, this.#isYoung(act))
  }

  /** Whether anything of this setup was written minutes ago. */
  #isYoung({ connected }: Act): boolean {
    const now = this.#ports.clock.now().getTime()
    return this.#ports.changes
      .listChanges(connected.setup.id)
      .some(
        ({ state, endedAt }) => state === 'done' && endedAt !== null && now - Date.parse(endedAt) < youngMs,
      )
  }

  async #done(
    act: Act,
    begun: ChangeEntry,
    end: Extract<WriteEnd, { kind: 'done' }>,
    objects: Objects,
    kept: string | null,
  ): Promise<Result<ChangeEntry, AppError>> {
    const { change } = begun
    const { id, appId, secret, requestId } = end
    const made: MadeIds = {
      id,
      application: change.kind === 'create-application' ? id : objects.application,
      client: change.kind === 'create-service-principal' ? id : objects.client,
      appId: appId ?? objects.appId,
      kept,
    }
    if (change.kind !== 'add-secret') return ok(this.#end(act, begun, { state: 'done', made, requestId }))
    if (secret === null || id === null) {
      this.#end(act, begun, { state: 'lost', made, requestId })
      return err({ code: 'change-unanswered', sent: true })
    }
    const setupId = act.connected.setup.id
    const put = await this.#ports.keeper.setSecret(setupId, secret, change.after.endsAt)
    if (put.ok) {
      const withKept = { ...made, kept: put.value.credential.id }
      return ok(this.#end(act, begun, { state: 'done', made: withKept, requestId }))
    }
    // Nobody holds its value: the next act takes it away.
    this.#end(act, begun, { state: 'lost', made, requestId })
    return put
  }

  /** A name that no other credential has: by it one whose answer never came is found again. */
  #named(change: Change): Change {
    if (change.kind !== 'add-secret' && change.kind !== 'add-certificate') return change
    const { ids } = this.#ports
    const displayName = `${(change.after.displayName ?? '').slice(0, longestName)} ${ids.code()}`.trim()
    const keyId = change.kind === 'add-certificate' ? ids.uuid() : null
    return { ...change, after: { ...change.after, displayName, keyId } }
  }

  /** The private key is in the vault before anybody is told of the public part. */
  async #certificate(
    { connected }: Act,
    { after }: Extract<Change, { kind: 'add-certificate' }>,
  ): Promise<Result<{ uploaded: PublicCertificate; kept: string }, AppError>> {
    const { certificateMaker, keeper, clock } = this.#ports
    const displayName = after.displayName ?? ''
    const now = clock.now()
    const made = await certificateMaker.make(
      displayName,
      now,
      after.endsAt === null ? new Date(now.getTime() + yearMs) : new Date(after.endsAt),
    )
    const pem = Buffer.from(`${made.certificatePem}\n${made.privateKeyPem}`)
    const put = await keeper.setFile(connected.setup.id, pem, null)
    if (!put.ok) return put
    const { der, startsAt, endsAt } = made
    const uploaded = { keyId: after.keyId ?? '', displayName, der, startsAt, endsAt }
    return ok({ uploaded, kept: put.value.credential.id })
  }

  #end(act: Act, entry: ChangeEntry, change: Partial<ChangeEntry>): ChangeEntry {
    const ended = { ...entry, ...change, endedAt: this.#ports.clock.now().toISOString() }
    this.#save(act, ended)
    return ended
  }

  #save({ connected }: Act, entry: ChangeEntry): void {
    this.#ports.changes.saveChange(connected.setup.id, entry)
  }
}

const yearMs = 365 * 86_400_000

function refusedBecause(
  { kind }: Change,
  { status, code, message }: Extract<WriteEnd, { kind: 'refused' }>['refusal'],
  { rights }: AdminSession,
): AppError {
  const details = message.slice(0, 500)
  if (status === 403 && code !== 'Directory_QuotaExceeded') {
    const { rights: needed, roles } = changeTable[kind]
    const missing = needed.filter((right) => !rights.includes(right))
    return { code: 'change-denied', change: kind, missing, roles, details }
  }
  if (/AsPerAppPolicy$/.test(code)) return { code: 'change-against-policy', change: kind, details }
  return { code: 'change-refused', change: kind, status, said: code, details }
}
