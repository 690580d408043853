/** Arrivals as the service's own message trace tells them, for a recipient nobody here may read. @see reference 5.4 */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import type { Result } from '../../../domain/result.ts'
import type { MessageTrace, TracedMail } from './message-trace.port.ts'
import type { AccessToken } from '../sign-in/token-client.port.ts'
import { afterwards, type Look, type ReceiptSource, type Sighting } from './receipt-source.ts'

/** 100 questions in five minutes are allowed; a look comes every ten seconds at most. @see reference 5.4 */
const questionsALook = 3
const lookBackMs = 60 * 60_000

interface TraceReceiptsDeps {
  readonly trace: MessageTrace
  readonly cloud: Cloud
  readonly token: (signal: AbortSignal) => Promise<Result<AccessToken, AppError>>
}

export class TraceReceipts implements ReceiptSource {
  /** Rows come minutes late: that there is none proves nothing. */
  readonly decides = false
  readonly showsArrivals = true
  readonly #trace: MessageTrace
  readonly #cloud: Cloud
  readonly #token: TraceReceiptsDeps['token']
  #turn = 0

  constructor({ trace, cloud, token }: TraceReceiptsDeps) {
    this.#trace = trace
    this.#cloud = cloud
    this.#token = token
  }

  async look(waiting: readonly Probe[], _since: Date, signal: AbortSignal): Promise<Look> {
    const found: Sighting[] = []
    for (let asked = 0; asked < Math.min(questionsALook, waiting.length); asked += 1) {
      const probe = waiting[this.#turn++ % waiting.length]
      if (probe === undefined) break
      const seen = await this.lookAgain(probe, signal)
      if (typeof seen === 'string') return found.length > 0 ? found : seen
      found.push(...seen)
    }
    return found
  }

  async lookAgain(probe: Probe, signal: AbortSignal): Promise<Look> {
    const token = await this.#token(signal)
    if (!token.ok) return afterwards(token.error)
    const sent = probe.startedAt === null ? Date.now() : Date.parse(probe.startedAt)
    const { messageId, from: sender, to: recipient } = probe
    const question = { messageId, sender, recipient, since: new Date(sent - lookBackMs) }
    const row = await this.#trace.find(this.#cloud, token.value.token, question, signal)
    if (!row.ok) return afterwards(row.error)
    return row.value === null ? [] : sightingsOf(probe, row.value)
  }
}

function sightingsOf(probe: Probe, { status, receivedAt }: TracedMail): Sighting[] {
  const seen = {
    probeId: probe.id,
    at: receivedAt,
    from: null,
    sender: null,
    authentication: null,
    // where it lies is not told
    foundIn: null,
    takenForSpam: status === 'filteredAsSpam',
    seenBy: 'message trace',
  }
  switch (status) {
    case 'delivered':
    case 'expanded':
    case 'filteredAsSpam':
      return [{ ...seen, by: 'trace', returned: null }]
    case 'failed':
      return [{ ...seen, by: 'trace', returned: { status: null, text: status } }]
    case 'gettingStatus':
    case 'pending':
    case 'quarantined':
    case 'recalled':
    case 'unknown':
      return []
  }
}
