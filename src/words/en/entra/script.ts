/** The plan carried out elsewhere by Set-Entra.ps1: what it reports, how it is run, and the same by hand in the portal. */
import { commandWord } from '../../../domain/text/command-word.ts'
import type { Change, ChangeKind } from '../../../domain/entra/plan/change.schema.ts'
import type { ScriptOutcome } from '../../../domain/entra/script/script-result.schema.ts'
import type { ScriptTroubleCode } from '../../../domain/entra/script/script-trouble.schema.ts'
import { formatDay } from '../../shape/format.ts'
import { n } from '../counts.ts'
import { changeTitles } from './change-titles.ts'
import { sayChange } from './changes.ts'

const locale = 'en-GB'

const troubles: Readonly<Record<ScriptTroubleCode, string>> = {
  'plan-unreadable': 'the plan file cannot be read',
  'plan-text-changed': 'this PowerShell changes dates in the plan',
  'result-exists': 'the result file already exists',
  'host-too-old': 'PowerShell is too old',
  'dotnet-too-old': '.NET Framework is too old',
  'constrained-language': 'PowerShell runs in Constrained Language Mode',
  'mark-of-the-web': 'the scripts are still marked as downloaded',
  'module-missing': 'the Microsoft.Graph.Authentication module is not installed',
  'module-old': 'the Microsoft.Graph.Authentication module is too old',
  'module-two-versions': 'two versions of the Microsoft.Graph.Authentication module are installed',
  'other-module-loaded': 'another module is loaded that does not work beside it',
  'environment-unknown': 'the cloud has to be named with -Environment',
  'sign-in-failed': 'the sign-in failed',
  'wrong-tenant': 'the sign-in was to another tenant',
  'right-missing': 'the sign-in lacks a permission',
  'name-taken': 'another registration has this name',
  'object-missing': 'what it is about does not exist in the tenant',
  'changed-since': 'the tenant has changed since the plan was made',
  'secret-left-out': 'a client secret is created by the person who enters it',
  'certificate-left-out': 'the plan has no certificate to upload',
  denied: 'the account lacks a role',
  'against-policy': 'an app management policy does not allow it',
  refused: 'Microsoft Graph refused it',
  throttled: 'Microsoft Graph asked to wait',
  unanswered: 'Microsoft Graph did not answer',
  'not-seen': 'it was accepted and is not shown yet',
  'earlier-failed': 'a change before it failed',
  stopped: 'the script was stopped',
}

/** A code of another version is said as it is. */
export function sayScriptTrouble(code: string): string {
  return Object.hasOwn(troubles, code) ? troubles[code as ScriptTroubleCode] : code
}

const outcomes: Readonly<Record<ScriptOutcome, string>> = {
  done: 'done',
  already: 'was already so',
  'would-change': 'would be changed',
  failed: 'failed',
  'not-tried': 'not tried',
  left: 'left for a person',
}

const registration = (name: string, ...more: readonly string[]) => [
  'Entra admin center',
  'App registrations',
  'All applications',
  name,
  ...more,
]
const enterprise = (name: string, ...more: readonly string[]) => [
  'Entra admin center',
  'Enterprise apps',
  name,
  ...more,
]

const places: Readonly<Record<ChangeKind, (name: string) => readonly string[]>> = {
  'create-application': () => ['Entra admin center', 'App registrations', 'New registration'],
  'delete-application': (name) => registration(name, 'Overview', 'Delete'),
  'restore-application': () => [
    'Entra admin center',
    'App registrations',
    'Deleted applications',
    'Restore app registration',
  ],
  'set-disabled': (name) => registration(name, 'Overview', 'Activate or Deactivate'),
  'set-audience': (name) => registration(name, 'Authentication', 'Supported account types'),
  'set-redirects': (name) => registration(name, 'Authentication', 'Redirect URI configuration'),
  'set-implicit': (name) => registration(name, 'Authentication', 'Settings'),
  'set-public-client': (name) => registration(name, 'Authentication', 'Settings'),
  'set-permissions': (name) => registration(name, 'API permissions'),
  'set-notes': (name) => registration(name, 'Branding & properties', 'Internal note'),
  'add-owner': (name) => registration(name, 'Owners', 'Add owners'),
  'remove-owner': (name) => registration(name, 'Owners', 'Remove owners'),
  'add-secret': (name) => registration(name, 'Certificates & secrets', 'Client secrets'),
  'remove-secret': (name) => registration(name, 'Certificates & secrets', 'Client secrets'),
  'add-certificate': (name) =>
    registration(name, 'Certificates & secrets', 'Certificates', 'Upload certificate'),
  'remove-certificate': (name) => registration(name, 'Certificates & secrets', 'Certificates'),
  'create-service-principal': (name) => registration(name, 'Overview', 'Create Service Principal'),
  'delete-service-principal': (name) => enterprise(name, 'Properties', 'Delete'),
  // The portal has no page for it: a deleted enterprise application comes back through Graph.
  'restore-service-principal': () => ['Graph Explorer', 'POST /directory/deletedItems/{id}/restore'],
  'set-sign-in': (name) => enterprise(name, 'Properties', 'Enabled for users to sign-in?'),
  'set-assignment-required': (name) => enterprise(name, 'Properties', 'Assignment required?'),
  'create-grant': (name) => registration(name, 'API permissions', 'Grant admin consent'),
  'set-grant': (name) => registration(name, 'API permissions', 'Grant admin consent'),
  'remove-grant': (name) => enterprise(name, 'Permissions', 'Revoke permission'),
  'add-role': (name) => registration(name, 'API permissions', 'Grant admin consent'),
  'remove-role': (name) => enterprise(name, 'Permissions', 'Revoke permission'),
}

/** A change as it is made elsewhere: no key and no secret comes into being there. */
function sayElsewhere(change: Change): string {
  if (change.kind === 'add-secret') return 'Create a client secret. The script leaves this to you.'
  if (change.kind !== 'add-certificate') return sayChange(change)
  const { displayName, endsAt } = change.after
  return `Upload the certificate${displayName === null ? '' : ` “${displayName}”`} of this plan${endsAt === null ? '' : `, valid until ${formatDay(endsAt, locale)}`}. Its key stays with the sender of this page.`
}

export const scripted = {
  sayElsewhere,
  /** Where the same change is made by hand. `name`: of the registration. */
  place: ({ kind }: Pick<Change, 'kind'>, name: string) => places[kind](name),
  change: (kind: ChangeKind, outcome: ScriptOutcome, trouble: string | null) =>
    `${changeTitles[kind]}: ${outcomes[outcome]}${trouble === null ? '' : `: ${sayScriptTrouble(trouble)}`}`,
  reportedBy: (who: string, at: string) =>
    `Reported by ${who}, ${at.slice(0, 16).replace('T', ' ')} UTC. Not read from the tenant.`,
  ended: {
    complete: 'The script reached the end of the plan.',
    failed: 'The script stopped at a change that failed. Ask for it to be run again: it goes on from there.',
    stopped: 'The script was stopped. Ask for it to be run again: it goes on from there.',
  } as const,
  notUndone: (kind: ChangeKind) => `Stays, because nothing undoes it: ${changeTitles[kind]}.`,
  moved: (step: string) => `${step}: reported as done, not verified.`,
  clientId: (id: string) => `Application (client) ID ${id} is entered into the setup, as reported.`,
  verify: (setup: string) => `To see what the tenant really has: audit ${commandWord(setup)}.`,
  handOver: (setup: string, plan: string) =>
    `To have someone else carry it out: handoff ${commandWord(setup)} --role entra-admin --plan ${commandWord(plan, 'FILE')} --out DIR.`,
  page: {
    title: 'All of it by one script',
    how: (changes: number) =>
      `Instead of clicking, you can run the script beside this page. It makes the ${n(changes, 'change', 'changes')} below and nothing else, shows them first, and stops at the first one that fails. It asks for no secret and writes none down.`,
    steps: (rights: readonly string[]) => [
      'On a Windows PC, open a new window of PowerShell 7 (pwsh) or Windows PowerShell 5.1 in the folder “script”.',
      'Once per PC: Install-Module Microsoft.Graph.Authentication -Scope CurrentUser',
      'Allow scripts in this window only: Set-ExecutionPolicy -Scope Process RemoteSigned. If the files came by download: Get-ChildItem . -Recurse | Unblock-File',
      'See what would change: .\\Set-Entra.ps1 -Plan entra-plan.json -Result preview.json -Preview',
      'Make the changes: .\\Set-Entra.ps1 -Plan entra-plan.json -Result result.json',
      `A browser opens: sign in with your administrator account${rights.length === 0 ? '' : ` and accept ${rights.join(', ')}`}. The script compares the tenant with the plan before it reads anything.`,
      'Send result.json back. If the script stopped, run it again with another name for the result: it goes on from there.',
    ],
    changes: 'What it changes, and where the same is done by hand',
    columns: { change: 'Change', place: 'In the portal' },
    secret:
      'The script does not create the client secret. Create it in the portal and pass it on as the step says.',
  },
}
