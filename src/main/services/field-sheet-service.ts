/** The field sheet of a setup: what to type into which field of the product. */
import type { AppError } from '../../domain/app-error.ts'
import { fieldSheet, type FieldSheet } from '../../domain/field-sheet/field-sheet.ts'
import { ok, type Result } from '../../domain/result.ts'
import type { MailboxStore } from '../ports/mailbox-store.ts'
import type { SetupDesk } from './setup-desk.ts'

export class FieldSheetService {
  readonly #mailboxes: MailboxStore
  readonly #desk: SetupDesk

  constructor(ports: { readonly mailboxes: MailboxStore }, desk: SetupDesk) {
    this.#mailboxes = ports.mailboxes
    this.#desk = desk
  }

  get(setupId: string): Result<FieldSheet, AppError> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const { recipe, setup } = opened.value
    return ok(fieldSheet(recipe, setup, this.#mailboxes.listMailboxes(setupId)))
  }
}
