/** What happened that no call asked for. */
import type { Notice } from '../../../domain/notice.schema.ts'
import type { Face } from '../../shape/say-finding.ts'
import { sayProblem } from '../../shape/say-problem.ts'
import { problems } from './index.ts'

type NoticeWords = {
  readonly [C in Notice['code']]: (
    facts: Extract<Notice, { readonly code: C }>,
    to: { readonly face: Face },
  ) => string
}

function said(notice: Extract<Notice, { readonly problem: unknown }>, face: Face): string {
  const { what, next } = sayProblem({ problems }, notice.problem, face)
  return next === undefined ? what : `${what} ${next}`
}

export const notices: NoticeWords = {
  'store-set-aside': ({ file, kept }) =>
    `The store ${file} was damaged and could not be read. It was saved as ${kept}; a new, empty one is in use.`,
  'runs-interrupted': ({ count }, { face }) =>
    face === 'cli'
      ? `${count === 1 ? 'A run was' : `${count} runs were`} interrupted; resume with “verify NAME --resume”. Nothing is sent twice.`
      : `${count === 1 ? 'A run was' : `${count} runs were`} interrupted. Open Verify to resume; nothing is sent twice.`,
  'runs-not-recovered': (notice, { face }) => said(notice, face),
  'run-interrupted': (notice, { face }) => `The run was interrupted. ${said(notice, face)}`,
  'window-reloaded': () => 'The window had stopped and was loaded again. Work in the background continued.',
}
