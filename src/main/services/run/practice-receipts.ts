/** In a practice tenant the people of the mailboxes tell what they see where no sign-in may read it. */
import type { Probe } from '../../../domain/run/run.schema.ts'
import type { PracticeHandle } from '../desk/practice-host.port.ts'
import { findByCode } from './mailbox-receipts.ts'
import { tiedTo } from './returned-reports.ts'
import type { Look, ReceiptSource, Sighting } from './receipt-source.ts'

/** The recipient reads the codes out. */
export class PracticeReceipts implements ReceiptSource {
  readonly decides = true
  readonly showsArrivals = true
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

/** A run over thousands does not ask them all each time. */
const sendersALook = 8

/** A sender forwards what came back. */
export class PracticeReturns implements ReceiptSource {
  readonly decides = false
  readonly showsArrivals = false
  readonly #practice: PracticeHandle
  #turn = 0

  constructor(practice: PracticeHandle) {
    this.#practice = practice
  }

  async look(waiting: readonly Probe[]): Promise<Look> {
    const found: Sighting[] = []
    const groups = [...Map.groupBy(waiting, (probe) => probe.mailbox.toLowerCase()).entries()]
    for (let asked = 0; asked < Math.min(sendersALook, groups.length); asked += 1) {
      const [mailbox, probes] = groups[this.#turn++ % groups.length] ?? ['', []]
      const reports = await this.#practice.returned(mailbox)
      if (!reports.ok) return found.length > 0 ? found : 'later'
      found.push(...tiedTo(probes, reports.value, 'practice sender'))
    }
    return found
  }

  lookAgain(probe: Probe): Promise<Look> {
    return this.look([probe])
  }
}
