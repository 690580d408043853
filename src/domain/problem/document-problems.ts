/** What can be wrong with documents that go out or come in: reports, packs, setup files, templates, attachments. */
import type { ProblemKind } from './problem.ts'

export interface DocumentProblems {
  'document-too-large': { readonly bytes: number; readonly most: number }
}

export const documentProblemKinds = {
  'document-too-large': 'bad-input',
} as const satisfies Record<keyof DocumentProblems, ProblemKind>
