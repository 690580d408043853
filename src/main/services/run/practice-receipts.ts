/** In a practice tenant where nobody may read the recipient's mailbox, its person reads the codes out. */
import type { Probe } from '../../../domain/run/run.schema.ts'
import type { PracticeHandle } from '../desk/practice-host.port.ts'
import { findByCode } from './mailbox-receipts.ts'
import type { Look, ReceiptSource } from './receipt-source.ts'

export class PracticeReceipts implements ReceiptSource {
  readonly decides = true
  readonly #practice: PracticeHandle
  readonly #recipient: string

  constructor(practice: PracticeHandle, recipient: string) {
    this.#practice = practice
    this.#recipient = recipient
  }

  async look(waiting: readonly Probe[]): Promise<Look> {
    const mails = await this.#practice.arrived(this.#recipient)
    if (!mails.ok) return 'later'
    const byCode = findByCode(mails.value)
    return waiting.flatMap((probe) => {
      const mail = byCode(probe)
      if (mail === undefined) return []
      const { receivedAt, from, sender, foundIn } = mail
      const takenForSpam = foundIn === 'junk'
      const seen = {
        at: receivedAt,
        from,
        sender,
        authentication: null,
        foundIn,
        takenForSpam,
        returned: null,
      }
      return [{ probeId: probe.id, by: 'code' as const, seenBy: 'practice recipient', ...seen }]
    })
  }

  lookAgain(probe: Probe): Promise<Look> {
    return this.look([probe])
  }
}
