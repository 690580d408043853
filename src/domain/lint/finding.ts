/** What a lint says about one value: pure, offline, before anything is sent anywhere. */

export interface Finding {
  /** Stable, so that a screen or a test can name it. */
  readonly id: string
  /** error: it cannot work. warning: it works by accident, or not for long. note: good to know. */
  readonly severity: 'error' | 'warning' | 'note'
  readonly field: string
  readonly sentence: string
  readonly fix: string
  /** The value to enter instead, where it can be told. */
  readonly suggestion?: string
}

/** A value as a sentence may show it: short and without anything that reorders text. */
export function shown(value: string): string {
  const plain = value.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')
  return plain.length > 80 ? `${plain.slice(0, 80)}…` : plain
}
