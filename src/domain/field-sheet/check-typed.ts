/** One field that somebody typed a value back from: what is to be said about it, and whether it is what was wanted. */
import { fieldFindings, type FieldContext, type FieldKind } from '../fields/check-field.ts'
import type { Finding } from '../problem/finding.ts'
import { compareTyped, nearest, type Comparison } from './compare-typed.ts'

export interface TypedField {
  readonly kind: FieldKind | null
  /** Null while it is not known, and always for a secret. */
  readonly wanted: string | null
}

export interface TypedCheck {
  readonly findings: readonly Finding[]
  /** Null when there is nothing to compare with. */
  readonly comparison: Comparison | null
}

/** Capital and small letters count in a path, in a scope they may; nobody has confirmed that they do not. */
const caseCounts: readonly (FieldKind | null)[] = [null, 'redirect', 'scope', 'client-secret', 'authority']

export function checkTyped(field: TypedField, typed: string, context: FieldContext = {}): TypedCheck {
  const { kind, wanted } = field
  const findings = kind === null ? [] : fieldFindings(kind, typed, context)
  if (wanted === null || typed === '') return { findings, comparison: null }
  // A sheet lists all senders where the product takes one of them.
  const choices = kind === 'sender' ? wanted.replace(/^one of /, '').split(', ') : [wanted]
  const candidate = nearest(choices, typed) ?? wanted
  const comparison = compareTyped(candidate, typed, { ignoreCase: !caseCounts.includes(kind) })
  // A finding that compared with the same value says it better; a letter is still what people look for.
  return { findings, comparison }
}
