/** What can go wrong when a tenant is read, planned for and changed in an administrator's name. */
import type { UnreadReason } from '../entra/facts/reading.ts'
import type { AdminRight } from '../entra/facts/rights.ts'
import type { AssetProblem } from './asset-problem.ts'
import type { ProblemKind } from './problem-kind.ts'

export interface EntraProblems {
  /** No application is configured that could sign an administrator in. */
  'admin-no-door': { readonly setup: string }
  'admin-code-not-allowed': object
  'admin-without-tenant': object
  'admin-other-tenant': { readonly who: string; readonly tenant: string }
  'admin-settings-unreadable': { readonly file: string; readonly problems: readonly AssetProblem[] }
  /** Nothing at all could be read. */
  'tenant-not-read': { readonly why: UnreadReason; readonly right: AdminRight | null }
  /** Ids of questions that names and addresses of the plan are made of. */
  'plan-unanswered': { readonly questions: readonly string[] }
}

export const entraProblemKinds = {
  'admin-no-door': 'bad-input',
  'admin-code-not-allowed': 'forbidden',
  'admin-without-tenant': 'bad-input',
  'admin-other-tenant': 'wrong-account',
  'admin-settings-unreadable': 'bad-input',
  'tenant-not-read': 'network',
  'plan-unanswered': 'bad-input',
} as const satisfies Record<keyof EntraProblems, ProblemKind>
