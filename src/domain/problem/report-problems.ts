/** What can be wrong with reports, hand-over packs and their replies, scheduled tasks and support bundles. */
import type { HandoffRole } from '../step/handoff-roles.ts'
import type { ReplyId } from '../handoff/handoff.schema.ts'
import type { ProblemKind } from './problem-kind.ts'

export interface ReportProblems {
  'report-run-unknown': object
  /** Nobody with this role, or with any role but one's own (null), has a step. */
  'handoff-empty': { readonly setup: string; readonly role: HandoffRole | null }
  'reply-other-setup': { readonly setup: string }
  /** The reply names another id than the setup has. */
  'reply-other-id': { readonly id: ReplyId }
  'reply-without-name': object
  'reply-step-twice': { readonly step: string }
  'support-not-shown': object
  'task-day-invalid': { readonly day: string }
  'task-days-missing': object
}

export const reportProblemKinds = {
  'report-run-unknown': 'not-found',
  'handoff-empty': 'bad-input',
  'reply-other-setup': 'bad-input',
  'reply-other-id': 'bad-input',
  'reply-without-name': 'bad-input',
  'reply-step-twice': 'bad-input',
  'support-not-shown': 'not-found',
  'task-day-invalid': 'bad-input',
  'task-days-missing': 'bad-input',
} as const satisfies Record<keyof ReportProblems, ProblemKind>
