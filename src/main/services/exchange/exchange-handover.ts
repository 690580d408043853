/** The same errands for another PC: scripts and plan as one zip, whose result is taken in later. */
import { readPlan, setPlan } from '../../../domain/exchange/build-plan.ts'
import type { ExchangePlan } from '../../../domain/exchange/plan.schema.ts'
import type { LeftOut } from '../../../domain/exchange/plan-application.ts'
import { removalPlan } from '../../../domain/exchange/removal-plan.ts'
import { undoPlan } from '../../../domain/exchange/undo-plan.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { exchangePack, type PackFile } from '../../../documents/files/exchange-pack.ts'
import type { Words } from '../../../words/words.ts'
import type { Files, ZipWriter } from '../surroundings/files.port.ts'
import type { ExchangeReadings } from './exchange-readings.ts'
import type { ExchangeService, ReadyToPlan } from './exchange-service.ts'
import type { PowerShell } from './powershell.port.ts'
import type { SignInChoice } from './sign-in-choice.ts'

/** remove: what the setup leaves behind in Exchange when its application goes. */
export type Handed =
  { readonly what: 'read' | 'set' | 'remove' } | { readonly what: 'undo'; readonly change: string }

interface Handout {
  readonly plan: ExchangePlan
  /** What no script takes away: for a person to decide. */
  readonly left: readonly LeftOut[]
}

interface ExchangeHandoverDeps {
  readonly words: Words
  readonly files: Pick<Files, 'write'>
  readonly zip: ZipWriter
  readonly powershell: Pick<PowerShell, 'scripts'>
  readonly exchange: Pick<ExchangeService, 'ready'>
  readonly readings: Pick<ExchangeReadings, 'facts' | 'change'>
  readonly signIn: Pick<SignInChoice, 'way'>
}

export class ExchangeHandover {
  readonly #deps: ExchangeHandoverDeps

  constructor(deps: ExchangeHandoverDeps) {
    this.#deps = deps
  }

  async write(setupId: string, handed: Handed, file: string): Promise<Result<null, AppError>> {
    const { files, zip } = this.#deps
    const entries = await this.pack(setupId, handed)
    return entries.ok ? files.write(file, zip.pack(entries.value)) : entries
  }

  /** What lies in the zip, by name: for a pack that holds more. */
  async pack(setupId: string, handed: Handed): Promise<Result<PackFile[], AppError>> {
    const { exchange, powershell, words, signIn } = this.#deps
    const way = signIn.way(setupId)
    if (!way.ok) return way
    const ready = await exchange.ready(setupId, way.value)
    if (!ready.ok) return ready
    const plan = await this.#plan(setupId, handed, ready.value)
    if (!plan.ok) return plan
    const scripts = await powershell.scripts()
    if (!scripts.ok) return scripts
    const { setup, practice } = ready.value.connected
    const tenant = practice?.tenantName ?? setup.tenantName ?? ready.value.tenantId
    const facts = { ...plan.value, setup: setup.name, tenant, scripts: scripts.value }
    return ok(exchangePack(facts, words))
  }

  async #plan(
    setupId: string,
    handed: Handed,
    { head, wanted }: ReadyToPlan,
  ): Promise<Result<Handout, AppError>> {
    if (handed.what === 'read') return ok({ plan: readPlan(head, wanted), left: [] })
    if (handed.what === 'undo') {
      const change = await this.#deps.readings.change(setupId, handed.change)
      if (!change.ok) return change
      const { plan } = undoPlan(head, change.value)
      return plan === null ? err({ code: 'exchange-nothing-to-undo' }) : ok({ plan, left: [] })
    }
    const facts = await this.#deps.readings.facts(setupId)
    if (!facts.ok) return facts
    if (handed.what === 'remove') {
      // What is taken away has to have been seen.
      if (facts.value === null) return err({ code: 'exchange-remove-unread' })
      const { plan, left } = removalPlan(head, wanted, facts.value)
      return plan === null ? err({ code: 'exchange-nothing-to-remove' }) : ok({ plan, left })
    }
    // Without a reading all of it is planned; the script leaves alone what is there already.
    const { plan } = setPlan(head, wanted, facts.value)
    return plan === null ? err({ code: 'exchange-nothing-to-set' }) : ok({ plan, left: [] })
  }
}
