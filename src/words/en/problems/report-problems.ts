import type { ReportProblems } from '../../../domain/problem/report-problems.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { terms } from '../terms.ts'

const ids = {
  tenantId: 'tenant ID',
  clientId: 'client ID',
  enterpriseObjectId: 'Object ID of the Enterprise application',
} as const

export const reportProblems: ProblemWords<ReportProblems> = {
  'report-run-unknown': () => ({
    what: 'This run is not in the store.',
    next: 'Choose a run of this setup.',
  }),
  'handoff-empty': ({ setup, role }, { face }) => ({
    what: `“${setup}” has no step for ${role === null ? 'another role' : `the ${terms.roleInSentence(role)}`}.`,
    next: face === 'cli' ? 'Use “setup status” to see who does what.' : 'The plan shows who does each step.',
  }),
  'reply-other-setup': ({ setup }) => ({
    what: `The reply belongs to another setup, not to “${setup}”.`,
    next: 'Import it into the setup it was made for.',
  }),
  'reply-other-id': ({ id }) => ({
    what: `The reply contains another ${ids[id]} than this setup.`,
    next: 'Find out which one is right. If the reply is, change the setup.',
  }),
  'reply-without-name': () => ({
    what: 'The reply does not say who did the work.',
    next: 'Enter the name in “who”.',
  }),
  'reply-step-twice': ({ step }) => ({
    what: `The reply names the step “${step}” twice.`,
    next: 'Remove one of them.',
  }),
  'support-not-shown': () => ({
    what: 'The support bundle that was shown is no longer available.',
    next: 'Look at the bundle again, then save it.',
  }),
  'task-day-invalid': ({ day }) => ({
    what: `“${day}” is not a day.`,
    next: 'Enter daily, or some of mon, tue, wed, thu, fri, sat, sun.',
  }),
  'task-days-missing': (_facts, { face }) => ({
    what: 'No day is chosen.',
    next:
      face === 'cli' ? 'Enter daily, or some of mon, tue, wed, thu, fri, sat, sun.' : 'Choose at least one.',
  }),
}
