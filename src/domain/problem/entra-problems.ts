/** What can go wrong when a tenant is read, planned for and changed in an administrator's name. */
import type { ChangeName } from '../entra/facts/change-names.ts'
import type { RolloverObstacle } from '../entra/facts/obstacles.ts'
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
  /** A plan that only Set-Entra.ps1 carries out. */
  'plan-for-script': { readonly file: string }
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
  'rollover-not-ready': { readonly obstacle: RolloverObstacle }
  /** The product signs in without a credential. */
  'rollover-needs-none': { readonly product: string }
  /** The tenant's policy allows none that could be made here. */
  'rollover-not-allowed': { readonly kinds: readonly ('secret' | 'certificate')[] }
  'rollover-still-used': { readonly keyId: string; readonly at: string }
  'rollover-no-such-place': { readonly given: string; readonly places: number }
  'decommission-still-active': object
  /** Signed in through a door that is not the tenant's own registration. */
  'administration-not-own': object
  'administration-other': { readonly name: string }
  /** How many grants and application permissions are still there. */
  'decommission-still-granted': { readonly grants: number; readonly roles: number }
  'decommission-still-used': { readonly at: string; readonly signIns: number }
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
  'plan-for-script': 'bad-input',
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
  'rollover-not-ready': 'bad-input',
  'rollover-needs-none': 'bad-input',
  'rollover-not-allowed': 'forbidden',
  'rollover-still-used': 'bad-input',
  'rollover-no-such-place': 'not-found',
  'decommission-still-active': 'bad-input',
  'administration-not-own': 'bad-input',
  'administration-other': 'bad-input',
  'decommission-still-granted': 'bad-input',
  'decommission-still-used': 'bad-input',
  'change-stopped': 'bad-input',
  'registration-busy': 'busy',
  'plan-gone': 'not-found',
} as const satisfies Record<keyof EntraProblems, ProblemKind>
