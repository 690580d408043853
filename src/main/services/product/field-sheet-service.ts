/** The field sheet of a setup: what to type into which field of the product, and what is typed in already. */
import type { FieldSheetView } from '../../../contract/views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { markOf } from '../../../domain/field-sheet/field-tick.ts'
import type { FieldTick, FieldSheet } from '../../../domain/field-sheet/field-sheet.schema.ts'
import { fieldSheet } from '../../../domain/field-sheet/field-sheet.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Clock, Surroundings } from '../surroundings/surroundings.port.ts'
import type { CredentialSecrets } from '../credential/credential.port.ts'
import type { MailboxStore, TickStore } from '../desk/stores.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'

export interface FieldSheetDeps {
  readonly mailboxes: MailboxStore
  readonly ticks: TickStore
  readonly clock: Clock
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly secrets: CredentialSecrets
  readonly announcer: Announcer
}

export class FieldSheetService {
  readonly #deps: FieldSheetDeps

  constructor(deps: FieldSheetDeps) {
    this.#deps = deps
  }

  get(setupId: string): Result<FieldSheet, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { recipe, setup } = opened.value
    const { mailboxes, ticks } = this.#deps
    return ok(fieldSheet(recipe, setup, mailboxes.listMailboxes(setupId), ticks.listTicks(setupId)))
  }

  /** The sheet, and whether there is a secret to copy; never the secret. */
  async view(setupId: string): Promise<Result<FieldSheetView, AppError>> {
    const sheet = this.get(setupId)
    if (!sheet.ok) return sheet
    const secret = await this.#deps.secrets.secretOf(setupId)
    return ok({
      ...sheet.value,
      secret: secret.ok
        ? { kept: secret.value !== null && secret.value !== '', problem: null }
        : { kept: false, problem: secret.error },
    })
  }

  tick(setupId: string, places: readonly string[], typed: boolean): Result<null, AppError> {
    const sheet = this.get(setupId)
    if (!sheet.ok) return sheet
    const known = valuesByPlace(sheet.value)
    if (places.some((place) => !known.has(place))) return err({ code: 'sheet-field-gone' })
    const { clock, surroundings, ticks } = this.#deps
    const at = clock.now().toISOString()
    ticks.saveTicks(
      setupId,
      [...new Set(places)].map((place): FieldTick => ({
        place,
        typed,
        at,
        who: surroundings.user,
        mark: known.get(place) ?? '',
      })),
    )
    this.#deps.announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }
}

/** A secret leaves no mark: what is kept beside the tick is plain text in the store. */
function valuesByPlace(sheet: FieldSheet): ReadonlyMap<string, string> {
  const fields = sheet.screens.flatMap((screen) => screen.fields)
  return new Map([
    ...fields.map(({ place, value, secret }) => [place, secret ? '' : markOf(value)] as const),
    ...sheet.secretPlaces.map(({ place }) => [place, ''] as const),
  ])
}
