import type { DocumentProblems } from '../../../domain/problem/document-problems.ts'
import type { ProblemWords } from '../../say-problem.ts'

export const documentProblems: ProblemWords<DocumentProblems> = {
  'document-too-large': ({ bytes, most }) => ({
    what: `The file has ${bytes} bytes; at most ${most} can be read.`,
  }),
}
