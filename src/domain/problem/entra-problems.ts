/** What can go wrong when a tenant is read, planned for and changed in an administrator's name. */
import type { ChangeName } from '../entra/facts/change-names.ts'
import type { UnreadReason } from '../entra/facts/reading.ts'
import type { AdminRight, DirectoryRole } from '../entra/facts/rights.ts'
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
  'plan-file-unreadable': { readonly file: string }
  'plan-of-other-setup': { readonly setup: string }
  'plan-of-other-tenant': { readonly tenant: string }
  /** How many of its changes start from something that is not so any more. */
  'plan-out-of-date': { readonly changes: number }
  'registration-to-choose': { readonly name: string; readonly clientIds: readonly string[] }
  'registration-absent': { readonly clientId: string }
  'tenant-not-confirmed': { readonly tenant: string }
  /** `missing`: rights the sign-in did not bring; where it brought all, one of the roles is missing. */
  'change-denied': {
    readonly change: ChangeName
    readonly missing: readonly AdminRight[]
    readonly roles: readonly DirectoryRole[]
  }
  'change-against-policy': { readonly change: ChangeName }
  'change-refused': { readonly change: ChangeName; readonly status: number; readonly said: string }
  /** sent: it may have been made all the same. */
  'change-unanswered': { readonly sent: boolean }
  /** Made, and not seen everywhere within the time for it. */
  'change-not-seen': { readonly change: ChangeName }
  /** Before the next change, as somebody wished. */
  'change-stopped': object
  /** One thing at a time is done in a tenant. */
  'registration-busy': object
  'plan-gone': object
}

export const entraProblemKinds = {
  'admin-no-door': 'bad-input',
  'admin-code-not-allowed': 'forbidden',
  'admin-without-tenant': 'bad-input',
  'admin-other-tenant': 'wrong-account',
  'admin-settings-unreadable': 'bad-input',
  'tenant-not-read': 'network',
  'plan-unanswered': 'bad-input',
  'plan-file-unreadable': 'bad-input',
  'plan-of-other-setup': 'bad-input',
  'plan-of-other-tenant': 'bad-input',
  'plan-out-of-date': 'bad-input',
  'registration-to-choose': 'bad-input',
  'registration-absent': 'not-found',
  'tenant-not-confirmed': 'bad-input',
  'change-denied': 'forbidden',
  'change-against-policy': 'forbidden',
  'change-refused': 'bad-input',
  'change-unanswered': 'network',
  'change-not-seen': 'network',
  'change-stopped': 'bad-input',
  'registration-busy': 'busy',
  'plan-gone': 'not-found',
} as const satisfies Record<keyof EntraProblems, ProblemKind>
