/** Reading, checking and planning a tenant, for window and command line alike. */
import { commandWord } from '../../../domain/text/command-word.ts'
import type { DoorName } from '../../../domain/entra/admin/doors.ts'
import type { Check, CheckSeverity, CheckState } from '../../../domain/entra/audit/check.ts'
import type { Left } from '../../../domain/entra/plan/entra-plan.schema.ts'
import { list } from '../../shape/format.ts'
import { n } from '../counts.ts'
import { changeSides } from './change-sides.ts'
import { revertWords, sayChange } from './changes.ts'
import { checkTitle, checkWords, platformNames } from './checks.ts'
import { consent } from './consent.ts'
import { scripted } from './script.ts'
import { decommission } from './decommission.ts'
import { rollover } from './rollover.ts'
import { unreadWords } from './unread.ts'

const locale = 'en-GB'

/** One sentence for how a check came out. */
function sayCheck(check: Check): string {
  if (check.state === 'unknown') return unreadWords(check.unread.why, check.unread.right)
  const words = checkWords[check.id] as {
    readonly ok: (facts: unknown) => string
    readonly differs: (facts: unknown) => string
  }
  return check.state === 'ok' ? words.ok(check.facts) : words.differs(check.facts)
}

const doors: Readonly<Record<DoorName, string>> = {
  own: 'the application given for this tenant',
  published: 'the application of the distributor of Sendproof',
  'command-line-tools': 'Microsoft Graph Command Line Tools',
}

export const entra = {
  platforms: platformNames,
  checkTitle,
  title: (check: Check) => checkWords[check.id].title,
  sayCheck,
  sayChange,
  changeSides,
  revert: revertWords,
  scripted,
  consent,
  states: { ok: 'matches', differs: 'differs', unknown: 'not known' } as const satisfies Record<
    CheckState,
    string
  >,
  severities: { error: 'error', warning: 'warning', note: 'note' } as const satisfies Record<
    CheckSeverity,
    string
  >,
  doors,
  rollover,
  decommission,
  /** Who is signed in with what: shown with everything that was read. */
  readBy: ({
    who,
    door,
    rights,
    at,
  }: {
    who: string
    door: DoorName
    rights: readonly string[]
    at: string
  }) =>
    `Read by ${who} through ${doors[door]}, with ${list(rights, locale)}, at ${at.slice(0, 16).replace('T', ' ')} UTC. The sign-in is not kept.`,
  step: (id: string) => `step ${id}`,
  counts: (differ: number, unknown: number, all: number) =>
    differ + unknown === 0
      ? `All ${all} checks match.`
      : `${n(differ, 'difference', 'differences')}${unknown === 0 ? '' : `, ${n(unknown, 'check', 'checks')} that could not be read`}, of ${n(all, 'check', 'checks')}.`,
  moved: (step: string, to: 'done' | 'waiting' | 'blocked') => `${step}: ${to}, as read from the tenant.`,
  planEmpty: 'Nothing to change.',
  /** Above the list of what is open, in place of `planEmpty`. */
  planOpen: 'No change is planned, but not everything matches:',
  /** Where the list itself is not at hand. */
  applyOpen: (setup: string) =>
    `Nothing was changed, but not everything matches. To see what is open: plan ${commandWord(setup)}.`,
  planHead: (tenant: string, changes: number) =>
    `${n(changes, 'change', 'changes')} in ${tenant}, in this order:`,
  planRights: (rights: readonly string[]) => `Carrying this out needs ${list(rights, locale)}.`,
  left: ({ why }: Left, title: string) =>
    why === 'unread'
      ? `${title}: could not be read, so nothing is planned for it.`
      : why === 'after-restore'
        ? `${title}: planned once the registration is restored and read again.`
        : `${title}: needs your decision, so nothing is planned for it.`,
  typeTenant: (tenant: string) =>
    `To carry this out, type the name of the tenant, ${tenant}, and end the input:`,
  doing: (change: string) => `… ${change}`,
  applied: (tenant: string, changes: number, already: number) =>
    `${n(changes, 'change', 'changes')} made in ${tenant}${already === 0 ? '' : `; ${already} no longer needed`}. The sign-in is not kept.`,
  goesOn: (setup: string) => `Nothing after it was tried. To resume from there: apply ${commandWord(setup)}.`,
  nothingToUndo: 'Nothing that Sendproof changed is left to undo.',
  cannotUndo: (change: string) => `Stays, because nothing undoes it: ${change}`,
  changedSince: (change: string) => `Left as it is, because it was changed again since: ${change}`,
  planWritten: (file: string) => `The plan is written to ${file}. Nothing was changed.`,
  enterCode: (address: string, code: string) => `Open ${address} on any device and enter the code ${code}.`,
  adminScriptAfter:
    'It prints the Application (client) ID: use it with --admin-client. At the first sign-in, read what the page asks for and accept it once.',
}
