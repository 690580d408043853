/** What was last read from each setup's tenant: shown again where there is no network, with who read it and when. */
import { daysUntil } from '../../../domain/expiry/days.ts'
import type { TenantExpiry } from '../../../domain/expiry/expiry-item.ts'
import { TenantExpiriesView } from '../../../contract/expiry-calls.schema.ts'
import type { SetupStore } from '../desk/stores.port.ts'

export class TenantExpiryStore {
  readonly #setups: Pick<SetupStore, 'getSetting' | 'setSetting'>

  constructor(setups: Pick<SetupStore, 'getSetting' | 'setSetting'>) {
    this.#setups = setups
  }

  /** As of `now`; what another version wrote and this one cannot read is as good as never read. */
  get(setup: { readonly id: string; readonly name: string }, now: string): TenantExpiry[] {
    const kept = TenantExpiriesView.safeParse(parsed(this.#setups.getSetting(nameFor(setup.id)) ?? '[]'))
    return (kept.success ? kept.data : []).map((item) => ({
      ...item,
      setups: [setup.name],
      daysLeft: item.day === null ? null : daysUntil(item.day, now),
    }))
  }

  put(setupId: string, items: readonly TenantExpiry[]): void {
    this.#setups.setSetting(nameFor(setupId), JSON.stringify(items))
  }
}

/** The store removes it with its setup. */
const nameFor = (setupId: string) => `expiry.${setupId}`

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
