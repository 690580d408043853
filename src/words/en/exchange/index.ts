/** Reading and setting Exchange by script, for window and command line alike. */
import { commandWord } from '../../../domain/text/command-word.ts'
import { powerShellText } from '../../../domain/text/power-shell.ts'
import type { Errand } from '../../../contract/exchange-views.schema.ts'
import type { Action } from '../../../domain/exchange/plan.schema.ts'
import type { ScriptStep } from '../../../domain/exchange/script-step.schema.ts'
import type { LeftOut } from '../../../domain/exchange/plan-application.ts'
import type { Outcome } from '../../../domain/exchange/result.schema.ts'
import type { TroubleCode } from '../../../domain/exchange/trouble.schema.ts'
import type { Verdict } from '../../../domain/exchange/verdict.ts'
import { n } from '../counts.ts'
import { actionKinds, sayActedState, sayAction } from './actions.ts'
import { layerTitles, sayExchangeFinding } from './findings.ts'
import { sayTrouble } from './trouble.ts'

const outcomes: Readonly<Record<Outcome, string>> = {
  done: 'done',
  already: 'was already there',
  'would-change': 'would be changed',
  failed: 'failed',
  'not-tried': 'not tried',
}

const left: Readonly<Record<LeftOut, string>> = {
  'application-unknown':
    'Not in the plan: the application, because its client ID or the object ID of its Enterprise application is not known yet.',
  customisation:
    'Not in the plan: the scope and its roles. The organisation has to be customised first with Enable-OrganizationCustomization, which cannot be undone. To have the plan do it: --customise.',
  'access-policy':
    'Not in the plan: taking away access policies of this application. While its consent for the whole organisation stands, they are what limits it. Remove the consent first, then plan again with --remove-policies.',
  'remove-unread':
    'Not in the plan: what could not be read. Read again with a role that may read it, then plan again.',
  'remove-other-role':
    'Not in the plan: roles of this application without a scope, or of another kind than Sendproof assigns. Check them in the Exchange admin center.',
  'remove-shared-scope': 'Not in the plan: a scope that roles of other applications use as well.',
  'remove-policy-group': 'Not in the plan: an access policy whose group was not read.',
  'remove-smtp-auth':
    'Not in the plan: Authenticated SMTP of the mailboxes. Turn it off for each mailbox that no other product sends through.',
  'remove-group': 'Not in the plan: the group of the senders. Delete it when nothing else uses it.',
  ews: 'Not in the plan: EWS. Turning it on, and the first list of applications, concern every application that uses EWS.',
}

const signingIn = {
  browser: 'Signing in to Exchange. A browser opens if it has to ask you.',
  device: 'Signing in to Exchange with a code on another device.',
  certificate: 'Signing in to Exchange with the certificate.',
  'certificate-file': 'Signing in to Exchange with the certificate.',
} as const

const toSignIn = {
  browser: (who: string) => `While it runs, a browser opens: sign in ${who}.`,
  device: (who: string) =>
    `While it runs, PowerShell 7 shows a code: enter it on any device and sign in ${who}. Windows PowerShell 5.1 cannot do that.`,
  certificate: () => 'It signs in by itself with the certificate, which has to be on that PC.',
  'certificate-file': () => 'It signs in by itself with the certificate, which has to be on that PC.',
} as const

/** How the plan of a script signs in. */
interface SignsIn {
  readonly by: keyof typeof toSignIn
  /** The customer a partner signs in for; null: nobody is a partner here. */
  readonly partnerOf: string | null
}

const sayHowToSignIn = ({ by, partnerOf }: SignsIn) =>
  toSignIn[by](
    partnerOf === null
      ? 'as an administrator of this tenant'
      : `with your own company’s account, which reaches ${partnerOf} as a partner (GDAP)`,
  )

const parts: Readonly<Record<string, string>> = { mailboxes: 'Reading mailboxes' }

/** Null: a step that a person need not read. */
function sayStep(step: ScriptStep, sayOne: (id: string) => string): string | null {
  switch (step.event) {
    case 'started':
    case 'acting':
      return null
    case 'signing-in':
      return signingIn[step.by]
    case 'code':
      return `Open ${step.address} on any device and enter the code ${step.code}.`
    case 'connected':
      return `Signed in as ${step.account === '' ? 'an application' : step.account}, tenant ${step.tenantId}.`
    case 'reading':
      return step.total > 0
        ? `${parts[step.part] ?? step.part}: ${step.done.toLocaleString('en')} of ${step.total.toLocaleString('en')}`
        : `Reading: ${step.part}`
    case 'acted':
      return `${sayOne(step.id)}: ${outcomes[step.outcome]}`
    case 'waiting':
      return `Waiting ${step.seconds.toLocaleString('en')} s: ${sayTrouble(step.code)}.`
    case 'trouble':
      return sayTroubleWhole(step)
    case 'ended':
      return step.ended === 'complete' ? 'The script has ended.' : 'The script has stopped.'
  }
}

/** With what Exchange said, and which role or cmdlet it is about. */
function sayTroubleWhole({ trouble }: Extract<ScriptStep, { readonly event: 'trouble' }>): string {
  const { cmdlet, role } = trouble.facts
  const about = [cmdlet, role].filter((one): one is string => typeof one === 'string' && one !== '')
  const what = sayTrouble(trouble.code)
  const said = trouble.error === null ? '' : ` ${trouble.error.message}`
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}${about.length === 0 ? '' : ` (${about.join(', ')})`}.${said}`
}

export const exchange = {
  outcomes,
  kinds: actionKinds,
  sayAction,
  sayActedState,
  sayTrouble,
  sayStep,
  /** `changes`: what the plan sets, null where it only reads. */
  packReadMe: (o: {
    script: string
    setup: string
    tenant: string
    changes: readonly Action[] | null
    left: readonly LeftOut[]
    signsIn: SignsIn
  }): string[] => {
    const call = (result: string, more: string) => `.\\${o.script} -Plan plan.json -Result ${result}${more}`
    const steps = [
      'On a Windows PC, unpack this file into a folder of its own and open PowerShell 7 (pwsh) or Windows PowerShell 5.1 there.',
      'Once per PC: Install-Module ExchangeOnlineManagement -Scope CurrentUser',
      'Allow scripts in this window only: Set-ExecutionPolicy -Scope Process RemoteSigned',
      'Unblock the downloaded scripts: Get-ChildItem -Recurse | Unblock-File',
      ...(o.changes === null
        ? [`Read: ${call('result.json', '')}`]
        : [
            `See what would change: ${call('preview.json', ' -Preview')}`,
            `Make the changes: ${call('result.json', '')}`,
          ]),
      `${sayHowToSignIn(o.signsIn)} The script compares the tenant with the plan before anything else.`,
      'Send result.json back. It holds no password and no secret.',
    ]
    return [
      `Sendproof: ${o.setup}, tenant ${o.tenant}`,
      '',
      o.changes === null
        ? 'The script reads what Exchange has set for this product. It changes nothing.'
        : `The script makes ${n(o.changes.length, 'change', 'changes')} in Exchange and writes down what puts each one back:`,
      ...(o.changes ?? []).map((action) => `- ${sayAction(action)}`),
      ...o.left.map((why) => `- ${left[why]}`),
      '',
      ...steps.map((step, index) => `${index + 1}. ${step}`),
    ]
  },
  /** For the command line, before anything is changed. */
  about: (tenant: string, count: number) => `${n(count, 'change', 'changes')} in Exchange of ${tenant}:`,
  finishing: (tenant: string) => `Finishing the interrupted change in Exchange of ${tenant}.`,
  errands: {
    read: 'Reading Exchange',
    preview: 'Previewing the changes',
    set: 'Changing Exchange',
    undo: 'Undoing the change',
    finish: 'Finishing the change',
  } as const satisfies Record<Errand, string>,
  isPreview: 'This was a preview: nothing was changed, and it proves nothing.',
  notUndone: (id: string) => `Stays: ${id}. No script takes this back.`,
  stopping: 'Stopping. A change that has begun is finished first, and what was done is recorded.',
  layers: layerTitles,
  sayFinding: sayExchangeFinding,
  verdict: ({ address, purpose, state, layer }: Verdict) => {
    if (purpose === 'outside')
      return `${address}: ${state === 'good' ? 'out of reach' : state === 'blocked' ? 'within reach, and must not be' : 'cannot be told'}`
    if (state === 'good') return `${address}: can send, as far as Exchange decides it`
    return state === 'blocked'
      ? `${address}: cannot send (${layer === null ? '' : layerTitles[layer]})`
      : `${address}: cannot be told`
  },
  counts: (good: number, all: number) =>
    good === all
      ? `All ${n(all, 'mailbox', 'mailboxes')} as needed.`
      : `${good} of ${n(all, 'mailbox', 'mailboxes')} as needed.`,
  readBy: (who: string, at: string) =>
    `Read in Exchange by ${who} at ${at.slice(0, 16).replace('T', ' ')} UTC.`,
  application: 'an application',
  action: (id: string, outcome: Outcome, trouble: TroubleCode | null) =>
    `${id}: ${outcomes[outcome]}${trouble === null ? '' : `: ${sayTrouble(trouble)}`}`,
  afterSet: 'Now read again, so that the checklist follows: exchange plan --read.',
  evidence: (step: string) => `Kept as evidence of ${step}.`,
  evidenceTooLarge: 'The file is larger than evidence may be, so it is not kept. Keep it yourself.',
  removePolicies:
    'The plan takes access policies of this application away. Run it only when decommission revoke has removed its permissions: until then they are what limits it.',
  nothingToRemove: 'Nothing to remove: the reading shows nothing of this setup in Exchange.',
  nothingToSet: 'Nothing to set: everything this product needs in Exchange is there.',
  left: (why: LeftOut) => left[why],
  planWritten: (file: string) => `The plan is written to ${file}. Nothing was changed.`,
  /** `script`: its name; `folder`: where it lies on this PC. */
  howTo: (o: {
    script: string
    folder: string
    plan: string
    preview: boolean
    setup: string
    signsIn: SignsIn
  }) => {
    const result = `${o.plan}.result.json`
    const folder = powerShellText(o.folder)
    const call = (to: string, more: string) =>
      `& ${powerShellText(`${o.folder}/${o.script}`)} -Plan ${powerShellText(o.plan)} -Result ${powerShellText(to)}${more}`
    const steps = [
      `On a Windows PC, open a new window of PowerShell 7 (pwsh) or Windows PowerShell 5.1. If it is another PC than this one, copy the plan and the whole folder ${o.folder} to it and adapt the paths.`,
      'Once per PC: Install-Module ExchangeOnlineManagement -Scope CurrentUser',
      `Allow scripts in this window only: Set-ExecutionPolicy -Scope Process RemoteSigned. If the files came by download: Get-ChildItem ${folder} -Recurse | Unblock-File`,
      ...(o.preview
        ? [
            `See what would change: ${call(`${o.plan}.preview.json`, ' -Preview')}`,
            `Make the changes: ${call(result, '')}`,
          ]
        : [`Read: ${call(result, '')}`]),
      `${sayHowToSignIn(o.signsIn)} The script compares the tenant with the plan before anything else.`,
      `Import the result: exchange take ${commandWord(o.setup)} ${commandWord(result, 'FILE')}`,
    ]
    return steps.map((step, index) => `${index + 1}. ${step}`)
  },
}
