/** Steps of a checklist: what Sendproof itself notes about a step, and two answers about one. */
import type { StepConflict, ValueChange } from '../../domain/checklist/checklist.schema.ts'
import type { StepEvent } from '../../domain/step/step-event.schema.ts'
import { list } from '../shape/format.ts'
import { few } from './counts.ts'
import { checkTitle } from './entra/checks.ts'
import { layerTitles } from './exchange/findings.ts'
import { sayKeptFinding } from './preflight.ts'
import { terms } from './terms.ts'

const locale = 'en-GB'
/** Of a check of Entra ID or a layer of Exchange; an id of another version stays as it is. */
const readTitle = (id: string) =>
  Object.hasOwn(layerTitles, id) ? layerTitles[id as keyof typeof layerTitles] : checkTitle(id)
const date = (iso: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso))
const time = (iso: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(iso),
  )
const { mailboxes } = terms
const applications = (count: number) => `${count} ${count === 1 ? 'application' : 'applications'}`

/** One sentence an event; practice administrators report what they read back from the practice tenant. */
const events: {
  readonly [C in StepEvent['code']]: (facts: Extract<StepEvent, { readonly code: C }>) => string
} = {
  undone: ({ who, at }) => `Undone: the change by ${who} on ${time(at)} UTC.`,
  'read-from-tenant': ({ who, at, differs }) =>
    differs.length === 0
      ? `Read from the tenant by ${who} on ${time(at)} UTC: everything matches.`
      : `Read from the tenant by ${who} on ${time(at)} UTC. Different: ${list(differs.map(readTitle), locale)}.`,
  'reported-by-script': ({ who, at }) =>
    `Reported by the script that ${who} ran on ${time(at)} UTC; not read from the tenant.`,
  'server-check-failed': ({ findings }) => findings.map(sayKeptFinding).join(' '),
  'consent-answered': ({ at, scopes }) =>
    scopes.length === 0
      ? `The consent page answered on ${time(at)} UTC that consent was given; not read from the tenant.`
      : `The consent page answered on ${time(at)} UTC that consent was given to ${list(scopes, locale)}; not read from the tenant.`,
  'prepared-before': () => 'The practice tenant was created prepared, so this was already in place.',
  'not-asked-for': () => 'The answers of this setup do not need this; nothing was done.',
  'registered-before': ({ name, clientId }) =>
    `“${name}” is already registered; its client ID is ${clientId}.`,
  registered: ({ name, clientId }) => `Registered “${name}”; its client ID is ${clientId}.`,
  'redirects-set': ({ redirects }) =>
    redirects.length === 1
      ? `The registration has one redirect URI: ${redirects.join('')}.`
      : `The registration has ${redirects.length} redirect URIs: ${redirects.join(', ')}.`,
  'permissions-added': ({ permissions }) =>
    permissions.length === 0
      ? 'The registration asks for no permissions.'
      : `The registration asks for ${list(permissions, locale)}.`,
  'consent-granted': ({ permissions }) =>
    `Admin consent was granted for everyone: ${permissions.join(', ')}.`,
  'secret-added': ({ expiresAt }) =>
    `A client secret was added; it expires on ${date(expiresAt)}. It opens nothing outside this practice tenant.`,
  'certificate-added': ({ thumbprint, expiresAt }) =>
    `A certificate was created and uploaded; its SHA-1 thumbprint is ${thumbprint}, and it expires on ${date(expiresAt)}.`,
  'smtp-auth-on': ({ count, tenantOn }) =>
    `Authenticated SMTP is on for ${mailboxes(count)}; the setting of the organisation stays ${tenantOn ? 'on' : 'off'}.`,
  'no-delegates': () => 'Every mailbox signs in for itself, so no one needs a permission on another one.',
  'send-as-granted': ({ pairs }) => `Send As is granted: ${pairs.join(', ')}.`,
  'full-access-granted': ({ pairs }) => `Full Access is granted: ${pairs.join(', ')}.`,
  'application-known': ({ objectId }) =>
    `Exchange now knows the application by ${objectId}, the object ID of its enterprise application.`,
  'application-full-access': ({ count }) => `The application has Full Access to ${mailboxes(count)}.`,
  'ews-allowed': ({ count }) =>
    `EWS is on for ${applications(count)}, this one included, until 1 April 2027.`,
  'scope-created': ({ group, count }) =>
    `The group “${group}” and the management scope for it contain ${mailboxes(count)}.`,
  'no-roles': () => 'The answers of this setup need no role.',
  'roles-assigned': ({ group, roles }) => `Assigned within “${group}”: ${roles.join(', ')}.`,
  'nothing-replaced': () =>
    'The registration asks for no permission that a role replaces, so nothing had to be removed.',
  'permissions-removed': ({ permissions }) =>
    `Removed for the whole tenant: ${permissions.join(', ')}. From the next token on, only the roles count.`,
  'no-shared-mailbox': () =>
    'There is no shared mailbox among the senders yet, so no reply folder was created.',
  'folder-created': ({ folder, addresses }) => `The folder “${folder}” is in ${list(addresses, locale)}.`,
}

const standsOn: Readonly<Record<string, string>> = {
  tenantId: 'Directory (tenant) ID',
  clientId: 'Application (client) ID',
  permissions: 'Permissions',
}

/** In which way one value differs from the one a step was done for. */
function changed(change: ValueChange): string {
  const { before, now, added, removed } = change
  // what a step stands on without showing it goes by the name of its fact
  const label = standsOn[change.label] ?? change.label
  if (before === null) return `${label}: not asked for then, now ${short(now ?? '')}`
  if (now === null) return `${label}: no longer asked for, was ${short(before)}`
  if (added.length + removed.length === 0) return `${label}: another list than then`
  const isList = [before, now].some((value) => /, |\n/.test(value))
  if (!isList) return `${label}: was ${before}, now ${now}`
  return [added.length === 0 ? '' : `new: ${few(added)}`, removed.length === 0 ? '' : `gone: ${few(removed)}`]
    .filter((part) => part !== '')
    .join('; ')
    .replace(/^/, `${label}: `)
}

const short = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text)

export const checklist = {
  changed,
  /** What to do about a step that was done for other values. */
  changedNext:
    'This step was done for other values. Bring the tenant or the product up to date, then mark it done again.',
  events,
  /** A person's word and what was seen, in one sentence. */
  conflict: ({ person, seen }: Pick<StepConflict, 'person' | 'seen'>) =>
    `${person.who} says “${terms.states[person.state]}”, but ${seen.who} sees “${terms.states[seen.state]}”.`,
}
