/**
 * What can be said about one value that somebody entered: a code with its facts, worded in `src/words/en/findings`.
 * Found offline, before anything is sent anywhere.
 */
import { redirectSeverities, type RedirectFindings } from './redirect-findings.ts'
import { registrationSeverities, type RegistrationFindings } from './registration-findings.ts'
import { serverSeverities, type ServerFindings } from './server-findings.ts'
import { valueSeverities, type ValueFindings } from './value-findings.ts'

/** error: it cannot work. warning: it works by accident, or not for long. note: good to know. */
export type Severity = 'error' | 'warning' | 'note'

/** What a product or a person says about itself: text and numbers that may be shown. Never a secret. */
export interface Findings extends RegistrationFindings, RedirectFindings, ServerFindings, ValueFindings {}

export type FindingCode = keyof Findings

const severities: Readonly<Record<FindingCode, Severity>> = {
  ...registrationSeverities,
  ...redirectSeverities,
  ...serverSeverities,
  ...valueSeverities,
}

export const findingCodes = Object.keys(severities) as FindingCode[]

export type FindingOf<C extends FindingCode> = {
  readonly code: C
  readonly severity: Severity
  /** The value to enter instead, where it can be told. */
  readonly suggestion?: string
} & Readonly<Findings[C]>
export type Finding = { [C in FindingCode]: FindingOf<C> }[FindingCode]

export function found<C extends FindingCode>(
  code: C,
  facts: Readonly<Findings[C]>,
  suggestion?: string,
): FindingOf<C> {
  const severity = severities[code]
  return { code, severity, ...facts, ...(suggestion === undefined ? {} : { suggestion }) }
}

export const isError = ({ severity }: Finding): boolean => severity === 'error'

/** What to say where there is room for one thing: an error before a warning before a note. */
export function worstOf(findings: readonly Finding[]): Finding | null {
  return (
    findings.find(isError) ?? findings.find(({ severity }) => severity === 'warning') ?? findings[0] ?? null
  )
}

/** A value as a sentence may show it: short and without anything that reorders text. */
export function shown(value: string): string {
  const plain = value.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')
  return plain.length > 80 ? `${plain.slice(0, 80)}…` : plain
}
