/** What is known of Exchange without asking it: the newest reading, what it asks to be set, and what was changed. */
import type {
  ExchangeChange,
  ExchangeEvidence,
  ExchangeMailboxView,
  ExchangeView,
  OutcomeCounts,
} from '../../../contract/exchange-views.schema.ts'
import { askLayer } from '../../../domain/exchange/ask-layer.ts'
import { setPlan } from '../../../domain/exchange/build-plan.ts'
import type { ExchangeFacts } from '../../../domain/exchange/facts.schema.ts'
import type { ExchangeFinding } from '../../../domain/exchange/finding.ts'
import { layersAsked, matrix, type MatrixRow } from '../../../domain/exchange/matrix.ts'
import type { Action } from '../../../domain/exchange/plan.schema.ts'
import type { Acted, ExchangeResult } from '../../../domain/exchange/result.schema.ts'
import { readResult } from '../../../domain/exchange/take-result.ts'
import { isUndone, undoes, undoPlan, type SetResult } from '../../../domain/exchange/undo-plan.ts'
import { verdicts, type Verdict } from '../../../domain/exchange/verdict.ts'
import type { ExchangeWanted } from '../../../domain/exchange/wanted.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { OpenSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import type { ExchangeStore, KeptKind } from '../desk/exchange-store.port.ts'
import { takenSetting, type ExchangeService } from './exchange-service.ts'

export type ReadResult = Extract<ExchangeResult, { readonly kind: 'read' }>

interface ExchangeReadingsDeps {
  readonly desk: Pick<SetupDesk, 'open' | 'connect'>
  readonly setups: Pick<SetupStore, 'getSetting'>
  readonly exchangeStore: ExchangeStore
  readonly exchange: Pick<ExchangeService, 'wanted' | 'entraSide'>
}

/** All of the page but what this PC can do now. */
export type KnownOfExchange = Omit<ExchangeView, 'powershell' | 'codeAllowed' | 'signIn' | 'unfinished'>

/** What a reading means for a setup as it is now. */
interface Judgement {
  readonly wanted: ExchangeWanted
  readonly reading: ReadResult
  readonly found: readonly Verdict[]
  readonly rows: MatrixRow[]
  readonly planned: ReturnType<typeof setPlan>
}

export class ExchangeReadings {
  readonly #deps: ExchangeReadingsDeps
  /** Ten thousand mailboxes are taken apart and judged once a reading, not once a look. */
  readonly #parsed = new Map<string, { readonly stamp: string; readonly result: ReadResult }>()
  readonly #judged = new Map<string, Judgement & { readonly asked: string }>()

  constructor(deps: ExchangeReadingsDeps) {
    this.#deps = deps
  }

  /** Null: nothing was read yet. */
  async facts(setupId: string): Promise<Result<ExchangeFacts | null, AppError>> {
    const read = await this.#reading(setupId)
    return read.ok ? ok(read.value?.facts ?? null) : read
  }

  async known(setupId: string): Promise<Result<KnownOfExchange, AppError>> {
    const wished = await this.#wanted(setupId)
    if (!wished.ok) return wished
    const { wanted } = wished.value
    const read = await this.#reading(setupId)
    const changes = await this.#changes(setupId)
    if (!changes.ok) return changes
    const frame = {
      needs: {
        smtp: wanted.smtpAuth,
        rights: wanted.senders.some(({ rights }) => rights.length > 0),
        scope: wanted.byApplication,
      },
      mailboxes: wanted.senders.length,
      changes: changes.value
        .map((change, index) => changeView(change, changes.value.slice(index + 1)))
        .reverse(),
    }
    const reading = read.ok ? read.value : null
    if (reading === null || reading.facts === null) {
      const unreadable = read.ok ? null : read.error
      return ok({ ...frame, unreadable, reading: null, planned: [], left: [], previewedAt: null })
    }
    const { facts } = reading
    const { rows, planned } = this.#judge(setupId, wanted, reading, facts)
    const actions = planned.plan?.actions ?? []
    const preview = await this.#preview(setupId, actions)
    return ok({
      ...frame,
      unreadable: null,
      reading: {
        evidence: evidenceOf(reading),
        rows,
        cutShort: facts.cutShort,
        changedSince: changes.value.some(
          ({ finishedAt }) => Date.parse(finishedAt) > Date.parse(reading.finishedAt),
        ),
      },
      planned: actions.map((action) => ({ action, acted: preview?.acted.get(action.id) ?? null })),
      left: [...planned.left],
      previewedAt: preview?.at ?? null,
    })
  }

  async mailbox(setupId: string, address: string): Promise<Result<ExchangeMailboxView, AppError>> {
    const wished = await this.#wanted(setupId)
    if (!wished.ok) return wished
    const read = await this.#reading(setupId)
    if (!read.ok) return read
    if (read.value === null || read.value.facts === null) return err({ code: 'exchange-not-read-yet' })
    const { wanted } = wished.value
    const reading = read.value
    const { found } = this.#judge(setupId, wanted, reading, read.value.facts)
    const verdict = found.find((one) => one.address.toLowerCase() === address.toLowerCase())
    if (verdict === undefined) return err({ code: 'exchange-not-read-yet' })
    const asked = layersAsked(wanted, verdict.address)
    const others = verdict.findings.map(({ layer }) => layer).filter((layer) => !asked.includes(layer))
    const signer = wanted.senders.find((one) => one.address === verdict.address)?.signInAs ?? verdict.address
    return ok({
      evidence: evidenceOf(reading),
      layers: [...asked, ...new Set(others)].map((layer) => ({
        layer,
        findings: verdict.findings
          .filter((one) => one.layer === layer)
          .map(({ code, effect, facts }) => ({ code, layer, effect, facts: plain(facts) })),
        ask: askLayer(
          layer,
          // who signs in has the switches; the rights are on the address it sends from
          signersLayers.has(layer) ? signer : verdict.address,
          wanted.clientId,
        ),
      })),
    })
  }

  /** The result of a change that is kept on this PC. */
  async change(setupId: string, planId: string): Promise<Result<SetResult, AppError>> {
    const changes = await this.#changes(setupId)
    if (!changes.ok) return changes
    const found = changes.value.find((one) => one.planId === planId)
    return found === undefined ? err({ code: 'exchange-change-gone' }) : ok(found)
  }

  /** Only what is to be done is planned here; who does it, and where, is said when it is. */
  #judge(setupId: string, wanted: ExchangeWanted, reading: ReadResult, facts: ExchangeFacts): Judgement {
    const entra = this.#deps.exchange.entraSide(setupId)
    const asked = JSON.stringify({ wanted, entra })
    const known = this.#judged.get(setupId)
    if (known?.reading === reading && known.asked === asked) return known
    const found = verdicts(wanted, facts, entra)
    const rows = matrix(wanted, facts, found)
    const judged = { asked, wanted, reading, found, rows, planned: setPlan(noHead, wanted, facts) }
    this.#judged.set(setupId, judged)
    return judged
  }

  /** A real tenant is not asked for anything: what was read is there offline. */
  async #wanted(setupId: string): Promise<Result<OpenSetup & { wanted: ExchangeWanted }, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { setup } = opened.value
    const connected =
      setup.practice === null ? ok({ practice: null }) : await this.#deps.desk.connect(setupId)
    if (!connected.ok) return connected
    const wanted = await this.#deps.exchange.wanted({
      ...opened.value,
      practice: connected.value.practice,
    })
    return ok({ ...opened.value, wanted })
  }

  async #reading(setupId: string): Promise<Result<ReadResult | null, AppError>> {
    const stamp = this.#deps.setups.getSetting(takenSetting(setupId)) ?? ''
    const known = this.#parsed.get(setupId)
    if (known?.stamp === stamp) return ok(this.#isOfTenant(setupId, known.result) ? known.result : null)
    const result = await this.#kept(setupId, 'reading')
    if (!result.ok) return result
    if (result.value === null || result.value.kind !== 'read') return ok(null)
    this.#parsed.set(setupId, { stamp, result: result.value })
    return ok(this.#isOfTenant(setupId, result.value) ? result.value : null)
  }

  /** A preview of other actions than these shows nothing of them. */
  async #preview(
    setupId: string,
    actions: readonly Action[],
  ): Promise<{ readonly at: string; readonly acted: ReadonlyMap<string, Acted> } | null> {
    const kept = await this.#kept(setupId, 'preview')
    if (!kept.ok || kept.value?.kind !== 'set' || !this.#isOfTenant(setupId, kept.value)) return null
    const acted = new Map(kept.value.actions.map((one) => [one.id, one]))
    const same =
      acted.size === actions.length && actions.every(({ id, kind }) => acted.get(id)?.kind === kind)
    return same ? { at: kept.value.finishedAt, acted } : null
  }

  async #kept(setupId: string, kind: KeptKind): Promise<Result<ExchangeResult | null, AppError>> {
    const bytes = await this.#deps.exchangeStore.read(setupId, kind)
    if (!bytes.ok) return bytes
    return bytes.value === null ? ok(null) : readResult(bytes.value, `${kind}.json`)
  }

  /** A setup may be given another tenant: what was read or changed in the one before is neither shown nor put back there. */
  #isOfTenant(setupId: string, { connected }: ExchangeResult): boolean {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return false
    const { practice, tenantId } = opened.value.setup
    return practice !== null || connected?.tenantId.toLowerCase() === tenantId?.toLowerCase()
  }

  /** Of this tenant, oldest first. One that cannot be read any more is left out: the others can still be put back. */
  async #changes(setupId: string): Promise<Result<readonly SetResult[], AppError>> {
    const kept = await this.#deps.exchangeStore.changes(setupId)
    if (!kept.ok) return kept
    return ok(
      kept.value.flatMap((bytes) => {
        const result = readResult(bytes, 'changes')
        if (!result.ok || result.value.kind !== 'set') return []
        return this.#isOfTenant(setupId, result.value) ? [result.value] : []
      }),
    )
  }
}

const signersLayers: ReadonlySet<string> = new Set([
  'licence',
  'mailbox-smtp-auth',
  'authentication-policy',
  'security-defaults',
])

const noHead = {
  id: '00000000-0000-4000-8000-000000000000',
  title: '',
  connect: {
    tenantId: '00000000-0000-4000-8000-000000000000',
    account: null,
    environment: 'O365Default',
    signIn: { by: 'browser' },
    delegatedOrganization: null,
    signingCertificate: null,
  },
} as const

function evidenceOf({ connected, finishedAt, host }: ReadResult): ExchangeEvidence {
  return {
    at: finishedAt,
    by: connected?.account ?? '',
    powershell: host.powershell,
    module: host.module,
  }
}

function changeView(change: SetResult, later: readonly SetResult[]): ExchangeChange {
  return {
    planId: change.planId,
    at: change.finishedAt,
    by: change.connected?.account ?? '',
    ended: change.ended,
    counts: countOutcomes(change.actions),
    undo: undoPlan(noHead, change).plan?.actions.length ?? 0,
    undone: isUndone(change, later),
    isUndo: undoes(change, null),
  }
}

export function countOutcomes(actions: readonly Acted[]): OutcomeCounts {
  const counts = { done: 0, already: 0, 'would-change': 0, failed: 0, 'not-tried': 0 }
  for (const { outcome } of actions) counts[outcome] += 1
  return counts
}

/** A finding's facts are texts, lists of texts, or null. */
function plain(facts: ExchangeFinding['facts']): Record<string, string | null | string[]> {
  const entries = Object.entries(facts as Readonly<Record<string, string | null | readonly string[]>>)
  return Object.fromEntries(
    entries.map(([name, fact]) => [name, fact === null || typeof fact === 'string' ? fact : [...fact]]),
  )
}
