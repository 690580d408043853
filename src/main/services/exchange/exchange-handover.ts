/** The same errands for another PC: scripts and plan as one zip, whose result is taken in later. */
import { readPlan, setPlan } from '../../../domain/exchange/build-plan.ts'
import type { ExchangePlan } from '../../../domain/exchange/plan.schema.ts'
import { undoPlan } from '../../../domain/exchange/undo-plan.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { exchangePack } from '../../../documents/files/exchange-pack.ts'
import type { Words } from '../../../words/words.ts'
import type { Files, ZipWriter } from '../surroundings/files.port.ts'
import type { ExchangeReadings } from './exchange-readings.ts'
import type { ExchangeService, ReadyToPlan } from './exchange-service.ts'
import type { PowerShell } from './powershell.port.ts'

export type Handed = { readonly what: 'read' | 'set' } | { readonly what: 'undo'; readonly change: string }

interface ExchangeHandoverDeps {
  readonly words: Words
  readonly files: Files
  readonly zip: ZipWriter
  readonly powershell: Pick<PowerShell, 'scripts'>
  readonly exchange: Pick<ExchangeService, 'ready'>
  readonly readings: Pick<ExchangeReadings, 'facts' | 'change'>
}

export class ExchangeHandover {
  readonly #deps: ExchangeHandoverDeps

  constructor(deps: ExchangeHandoverDeps) {
    this.#deps = deps
  }

  async write(setupId: string, handed: Handed, file: string): Promise<Result<null, AppError>> {
    const { exchange, powershell, files, zip, words } = this.#deps
    const ready = await exchange.ready(setupId)
    if (!ready.ok) return ready
    const plan = await this.#plan(setupId, handed, ready.value)
    if (!plan.ok) return plan
    const scripts = await powershell.scripts()
    if (!scripts.ok) return scripts
    const { setup, practice } = ready.value.connected
    const tenant = practice?.tenantName ?? setup.tenantName ?? ready.value.tenantId
    const facts = { plan: plan.value, setup: setup.name, tenant, scripts: scripts.value }
    return files.write(file, zip.pack(exchangePack(facts, words)))
  }

  async #plan(
    setupId: string,
    handed: Handed,
    { head, wanted }: ReadyToPlan,
  ): Promise<Result<ExchangePlan, AppError>> {
    if (handed.what === 'read') return ok(readPlan(head, wanted))
    if (handed.what === 'undo') {
      const change = await this.#deps.readings.change(setupId, handed.change)
      if (!change.ok) return change
      const { plan } = undoPlan(head, change.value)
      return plan === null ? err({ code: 'exchange-nothing-to-undo' }) : ok(plan)
    }
    const facts = await this.#deps.readings.facts(setupId)
    if (!facts.ok) return facts
    // Without a reading all of it is planned; the script leaves alone what is there already.
    const { plan } = setPlan(head, wanted, facts.value)
    return plan === null ? err({ code: 'exchange-nothing-to-set' }) : ok(plan)
  }
}
