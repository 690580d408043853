/** What can be wrong with what somebody entered, whichever face they entered it in. */
import type { Finding } from './finding.ts'
import type { ProblemKind } from './problem-kind.ts'

export interface InputProblems {
  /** `label`: what a recipe calls the field, where it is one of its questions. */
  'field-not-valid': { readonly finding: Finding; readonly label: string | null }
  'answers-no-list': object
  'question-unknown': { readonly recipe: string; readonly name: string; readonly known: readonly string[] }
  /** The answer that was changed meanwhile took the field away. */
  'sheet-field-gone': object
}

export const inputProblemKinds = {
  'field-not-valid': 'bad-input',
  'answers-no-list': 'bad-input',
  'question-unknown': 'bad-input',
  'sheet-field-gone': 'not-found',
} as const satisfies Record<keyof InputProblems, ProblemKind>
