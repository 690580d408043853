/** Records what client and server said, masked before it is kept, and knows how far the conversation got. */
import { redact, removed } from '../../../domain/text/redact.ts'
import type { Clock } from '../../ports/clock.ts'
import type { SendStage, TranscriptLine } from '../../ports/mail-transport.ts'

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
  readonly #lines: TranscriptLine[] = []
  stage: SendStage = 'connect'

  /** `secrets`: texts that must not be kept even if the server says them back. */
  constructor(clock: Clock, secrets: readonly string[]) {
    this.#clock = clock
    this.#secrets = secrets.filter((secret) => secret.length > 0)
  }

  get lines(): readonly TranscriptLine[] {
    return this.#lines
  }

  note(text: string): void {
    this.#add('note', text)
  }

  client(text: string): void {
    const command = stageOfCommand.find(([pattern]) => pattern.test(text))
    if (command !== undefined) this.stage = command[1]
    // The library writes a comment where the credentials were; the only other thing it hides is the empty answer.
    if (text === '/* secret */') this.#add('client', '(an empty line)')
    else this.#add('client', text.replace('/* secret */', removed))
  }

  server(text: string): void {
    for (const line of text.split(/\r?\n/)) this.#add('server', line)
  }

  mask(text: string): string {
    let masked = text
    for (const secret of this.#secrets) masked = masked.replaceAll(secret, removed)
    masked = redact(masked)
    return masked.length > maxLineLength ? `${masked.slice(0, maxLineLength)}…` : masked
  }

  #add(side: TranscriptLine['side'], text: string): void {
    if (this.#lines.length > maxLines) return
    const cut = this.#lines.length === maxLines
    this.#lines.push({
      at: this.#clock.now().toISOString(),
      side: cut ? 'note' : side,
      text: cut ? 'The rest was left out: the conversation is unusually long.' : this.mask(text),
    })
  }
}
