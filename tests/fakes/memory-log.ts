/** A log that can be read by whoever asks what was logged. */
import type { Log } from '../../src/main/services/surroundings/surroundings.port.ts'

export class MemoryLog implements Log {
  readonly lines: { level: 'info' | 'warn'; event: string; facts: Readonly<Record<string, unknown>> }[] = []

  info(event: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.lines.push({ level: 'info', event, facts })
  }

  warn(event: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.lines.push({ level: 'warn', event, facts })
  }
}
