/** The log file: one JSON object a line, everything through the redactor, never larger than two files. */
import { appendFileSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { redact, redactDeep } from '../../../domain/text/redact.ts'
import type { Clock, Log, LogReader } from '../../services/surroundings/surroundings.port.ts'
import { makeFolder } from './kinds-of-file.ts'

interface JsonLogOptions {
  readonly file: string
  readonly clock: Clock
  /** Of each of the two files. */
  readonly maxBytes?: number
}

export class JsonLog implements Log, LogReader {
  readonly #file: string
  readonly #clock: Clock
  readonly #maxBytes: number

  constructor({ file, clock, maxBytes = 2_000_000 }: JsonLogOptions) {
    this.#file = file
    this.#clock = clock
    this.#maxBytes = maxBytes
  }

  info(event: string, facts?: Readonly<Record<string, unknown>>): void {
    this.#write('info', event, facts)
  }

  warn(event: string, facts?: Readonly<Record<string, unknown>>): void {
    this.#write('warn', event, facts)
  }

  tail(maxBytes: number): string {
    const text = [`${this.#file}.1`, this.#file].map(readOrNothing).join('')
    if (text.length <= maxBytes) return text
    const newest = text.slice(-maxBytes)
    return newest.slice(newest.indexOf('\n') + 1)
  }

  /** A log that cannot be written must not stop the work it tells about. */
  #write(level: 'info' | 'warn', event: string, facts: Readonly<Record<string, unknown>> = {}): void {
    try {
      makeFolder(path.dirname(this.#file))
      const line = JSON.stringify({
        at: this.#clock.now().toISOString(),
        level,
        event: redact(event),
        pid: process.pid,
        facts: redactDeep(facts),
      })
      if ((statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0) + line.length > this.#maxBytes)
        renameSync(this.#file, `${this.#file}.1`)
      appendFileSync(this.#file, `${line}\n`, { mode: 0o600 })
    } catch {
      return
    }
  }
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
