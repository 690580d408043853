/** Records what client and server said, masked before it is kept, and knows how far the conversation got. */
import { redact, removed } from '../../../domain/text/redact.ts'
import { Echoes } from './echoes.ts'
import type { Clock } from '../../services/surroundings/surroundings.port.ts'
import type { Reason } from '../../../domain/run/reason.ts'
import type { Noted, TranscriptLine } from '../../../domain/run/transcript.schema.ts'
import type { SendStage } from '../../services/run/mail-transport.port.ts'

/** A server that talks without end fills no disk. */
const maxLines = 400
const maxLineLength = 1_000

const stageOfCommand: readonly (readonly [RegExp, SendStage])[] = [
  [/^STARTTLS/i, 'tls'],
  [/^AUTH /i, 'auth'],
  [/^MAIL FROM/i, 'mail'],
  [/^RCPT TO/i, 'rcpt'],
  [/^DATA/i, 'data'],
]

export class Transcript {
  readonly #clock: Clock
  readonly #secrets: readonly string[]
  readonly #echoes: Echoes
  readonly #lines: TranscriptLine[] = []
  stage: SendStage = 'connect'

  /** `secrets`: texts that must not be kept even if the server says them back. */
  constructor(clock: Clock, secrets: readonly string[]) {
    this.#clock = clock
    this.#secrets = secrets.filter((secret) => secret.length > 0)
    this.#echoes = new Echoes(this.#secrets)
  }

  get lines(): readonly TranscriptLine[] {
    return this.#lines
  }

  note(fact: Noted): void {
    this.#add((at) => ({ at, side: 'note', fact: this.#maskedFact(fact) }))
  }

  client(text: string): void {
    const command = stageOfCommand.find(([pattern]) => pattern.test(text))
    if (command !== undefined) this.stage = command[1]
    // The library writes a comment where the credentials were; the only other thing it hides is the empty answer.
    if (text === '/* secret */') this.note({ code: 'empty-line' })
    else this.#say('client', text.replace('/* secret */', removed))
  }

  server(text: string): void {
    for (const line of text.split(/\r?\n/)) this.#say('server', line)
  }

  mask(text: string): string {
    let masked = text
    for (const secret of this.#secrets) masked = masked.replaceAll(secret, removed)
    masked = redact(this.#echoes.mask(masked))
    return masked.length > maxLineLength ? `${masked.slice(0, maxLineLength)}…` : masked
  }

  /** What programs and servers said stands in facts as well. */
  #maskedFact(fact: Noted): Noted {
    if (fact.code === 'explained') return { ...fact, text: this.mask(fact.text) }
    return fact.code === 'ended' ? { ...fact, reason: this.masked(fact.reason) } : fact
  }

  masked(reason: Reason): Reason {
    return 'details' in reason && reason.details !== undefined
      ? { ...reason, details: this.mask(reason.details) }
      : reason
  }

  #say(side: 'client' | 'server', text: string): void {
    this.#add((at) => ({ at, side, text: this.mask(text) }))
  }

  #add(line: (at: string) => TranscriptLine): void {
    if (this.#lines.length > maxLines) return
    const at = this.#clock.now().toISOString()
    const last: TranscriptLine = { at, side: 'note', fact: { code: 'rest-left-out' } }
    this.#lines.push(this.#lines.length === maxLines ? last : line(at))
  }
}
