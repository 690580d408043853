/** The last reading of each setup's tenant, and how an administrator signed in for it: shown again where there is no network. */
import { z } from 'zod'
import { AdminWishView, ReadingView } from '../../../contract/registration-views.schema.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import type { AuditView } from './audit-service.ts'

const KeptSchema = z.strictObject({ reading: ReadingView.nullable(), wish: AdminWishView.nullable() })
type Kept = z.infer<typeof KeptSchema>

const nothing: Kept = { reading: null, wish: null }

export class ReadingStore {
  readonly #setups: Pick<SetupStore, 'getSetting' | 'setSetting'>

  constructor(setups: Pick<SetupStore, 'getSetting' | 'setSetting'>) {
    this.#setups = setups
  }

  /** What another version wrote and this one cannot read is as good as never read. */
  get(setupId: string): Kept {
    try {
      const parsed = KeptSchema.safeParse(JSON.parse(this.#setups.getSetting(nameFor(setupId)) ?? 'null'))
      return parsed.success ? parsed.data : nothing
    } catch {
      return nothing
    }
  }

  keepReading(setupId: string, view: AuditView): void {
    this.#keep(setupId, { ...this.get(setupId), reading: readingOf(view) })
  }

  keepWish(setupId: string, wish: AdminWishView): void {
    this.#keep(setupId, { ...this.get(setupId), wish })
  }

  #keep(setupId: string, kept: Kept): void {
    this.#setups.setSetting(nameFor(setupId), JSON.stringify(kept))
  }
}

/** The store removes it with its setup. */
const nameFor = (setupId: string) => `registration.${setupId}`

function readingOf({ at, tenant, readBy, clean, checks, sides, moved }: AuditView): ReadingView {
  return ReadingView.parse({
    at,
    tenant,
    readBy,
    clean,
    rows: checks.map((check, index) => ({ check, sides: sides[index] })),
    moved,
  })
}
