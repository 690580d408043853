/** Turns a finding about an entered value into what a person reads. */
import type { Finding, FindingCode, FindingOf, Findings } from '../../domain/problem/finding.ts'

export interface SaidFinding {
  /** One sentence: what is wrong, or doubtful. */
  readonly what: string
  /** One sentence: what to enter, or where to find it. */
  readonly next: string
}

/** Of one chapter of findings, or of all. */
export type FindingWords<F = Findings> = {
  readonly [C in keyof F & FindingCode]: (finding: FindingOf<C>, to: { readonly face: Face }) => SaidFinding
}

/** `words`: of the language the person reads. */
export function sayFinding(
  words: { readonly findings: FindingWords },
  finding: Finding,
  face: Face,
): SaidFinding {
  // One code is one entry of the table; the compiler cannot see that through the mapped type.
  const say = words.findings[finding.code] as (finding: Finding, to: { readonly face: Face }) => SaidFinding
  return say(finding, { face })
}

/** Where a person reads: in the window or on the command line. */
export type Face = 'window' | 'cli'
