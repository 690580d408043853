/** Non-delivery reports in the senders' own mailboxes, tied to the probe they are about. Reads only. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import type { Result } from '../../../domain/result.ts'
import type { MailReader, ReturnedMail } from './mail-reader.port.ts'
import type { AccessToken } from '../sign-in/token-client.port.ts'
import { afterwards, type Look, type ReceiptSource, type Sighting } from './receipt-source.ts'

/** One question a mailbox: a run over thousands does not ask them all each time. */
const mailboxesALook = 8
const lookBackMs = 10 * 60_000

/** Null: this sender's mailbox may not be read. `mailbox` null: that of whoever signed in. */
export type ReportReading = {
  readonly mailbox: string | null
  readonly token: (signal: AbortSignal) => Promise<Result<AccessToken, AppError>>
} | null

interface ReturnedReportsDeps {
  readonly reader: MailReader
  readonly cloud: Cloud
  readonly reading: (probe: Probe) => ReportReading
}

export class ReturnedReports implements ReceiptSource {
  /** No report does not mean that it arrived. */
  readonly decides = false
  readonly showsArrivals = false
  readonly #reader: MailReader
  readonly #cloud: Cloud
  readonly #reading: ReturnedReportsDeps['reading']
  readonly #forbidden = new Set<string>()
  #everRead = false
  #turn = 0

  constructor({ reader, cloud, reading }: ReturnedReportsDeps) {
    this.#reader = reader
    this.#cloud = cloud
    this.#reading = reading
  }

  async look(waiting: readonly Probe[], since: Date, signal: AbortSignal): Promise<Look> {
    const groups = [...Map.groupBy(waiting, (probe) => probe.mailbox.toLowerCase()).entries()].filter(
      ([mailbox]) => !this.#forbidden.has(mailbox),
    )
    const found: Sighting[] = []
    let asked = 0
    for (let tried = 0; tried < groups.length && asked < mailboxesALook; tried += 1) {
      const [mailbox, probes] = groups[this.#turn++ % groups.length] ?? ['', []]
      const [first] = probes
      if (first === undefined || this.#reading(first) === null) continue
      asked += 1
      found.push(...(await this.#reports(mailbox, probes, since, signal)))
    }
    // the permission is the registration's: where none of those who have sent may be read, nobody waits for reports
    const nobodyMay = !this.#everRead && this.#forbidden.size >= mailboxesALook
    return waiting.length > 0 && (asked === 0 || nobodyMay) ? 'off' : found
  }

  async lookAgain(probe: Probe, signal: AbortSignal): Promise<Look> {
    const began = probe.startedAt === null ? 0 : Date.parse(probe.startedAt)
    const since = new Date(Math.max(0, began - lookBackMs))
    return this.#reports(probe.mailbox.toLowerCase(), [probe], since, signal)
  }

  async #reports(
    key: string,
    probes: readonly Probe[],
    since: Date,
    signal: AbortSignal,
  ): Promise<Sighting[]> {
    const [first] = probes
    const reading = first === undefined || this.#forbidden.has(key) ? null : this.#reading(first)
    if (reading === null) return []
    const token = await reading.token(signal)
    if (!token.ok) {
      if (afterwards(token.error) === 'off') this.#forbidden.add(key)
      return []
    }
    const reports = await this.#reader.returned(
      this.#cloud,
      token.value.token,
      reading.mailbox,
      since,
      signal,
    )
    if (!reports.ok) {
      // nobody promised that it may be read: asked once, and quietly not again
      if (afterwards(reports.error) === 'off') this.#forbidden.add(key)
      return []
    }
    this.#everRead = true
    return tiedTo(probes, reports.value, 'non-delivery report')
  }
}

/** Each report beside the message it is about; what is about none of them is somebody else's. */
export function tiedTo(
  probes: readonly Probe[],
  reports: readonly ReturnedMail[],
  seenBy: string,
): Sighting[] {
  return probes.flatMap((probe) => {
    const report = reports.find((one) => isAbout(one, probe))
    return report === undefined ? [] : [sightingOf(probe, report, seenBy)]
  })
}

function isAbout(report: ReturnedMail, probe: Probe): boolean {
  if (report.action !== null && report.action !== 'failed') return false
  return (
    report.originalMessageId === probe.messageId ||
    report.probeId === probe.id ||
    report.subject.includes(`[Sendproof ${probe.code}]`)
  )
}

function sightingOf(
  probe: Probe,
  { receivedAt, status, diagnostic, subject }: ReturnedMail,
  seenBy: string,
): Sighting {
  return {
    probeId: probe.id,
    at: receivedAt,
    by: 'report',
    from: null,
    sender: null,
    authentication: null,
    foundIn: null,
    takenForSpam: false,
    returned: { status, text: diagnostic ?? subject },
    seenBy,
  }
}
