import { commandWord } from '../../../domain/text/command-word.ts'
import type { RolloverObstacle } from '../../../domain/entra/facts/obstacles.ts'
import type { EntraProblems } from '../../../domain/problem/entra-problems.ts'
import { list } from '../../shape/format.ts'
import { sayAsset } from '../../shape/say-asset.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { assets } from '../assets.ts'
import { n } from '../counts.ts'
import { changeTitles, directoryRoleNames } from '../entra/change-titles.ts'
import { unreadWords } from '../entra/unread.ts'
import { findings } from '../findings/index.ts'
import { terms } from '../terms.ts'
import { productAtStart } from '../product-name.ts'

const locale = 'en-GB'
const mostSaid = 3
const either = (names: readonly string[]) =>
  new Intl.ListFormat(locale, { type: 'disjunction' }).format(names)

export const entraProblems: ProblemWords<EntraProblems> = {
  'admin-no-door': ({ setup }, { face }) => ({
    what: 'No application is set up that can sign an administrator in to this tenant.',
    next:
      face === 'cli'
        ? `Print the script that registers one with: admin script ${commandWord(setup)}. Then run this again with --admin-client ID, or with --command-line-tools.`
        : 'Register “Sendproof administration” with the script, then enter its Application (client) ID.',
  }),
  'admin-code-not-allowed': () => ({
    what: 'Signing in with a code on another device is switched off.',
    next: 'Sign in in the browser of this PC, or set deviceCode: true in admin-sign-in.yaml in the data folder.',
  }),
  'admin-without-tenant': (_, { face }) => ({
    what: 'This setup has no tenant ID yet, so it is not known which tenant to read.',
    next:
      face === 'cli'
        ? 'Create the setup with --tenant.'
        : 'Enter the Directory (tenant) ID in the setup details.',
  }),
  'admin-other-tenant': ({ who, tenant }) => ({
    what: `${who} belongs to another tenant than this setup, ${tenant}. Nothing was read.`,
    next: 'Sign in with an administrator of that tenant, in a private browser window if another account is chosen automatically.',
  }),
  'admin-settings-unreadable': ({ file, problems }) => ({
    what: `${file} cannot be used. ${problems
      .slice(0, mostSaid)
      .map((problem) => sayAsset({ assets, findings }, problem))
      .join(' ')}`,
    next: 'Correct or remove the file.',
  }),
  'tenant-not-read': ({ why, right }) => ({
    what: `Nothing could be read from the tenant. ${unreadWords(why, right)}`,
    next: 'Fix this, then run the check again.',
  }),
  'plan-unanswered': ({ questions }, { face }) => ({
    what: `The plan needs answers that this setup does not have yet: ${list(questions, locale)}.`,
    next:
      face === 'cli'
        ? 'Create the setup with --answer for each of them.'
        : 'Answer the questions in the setup details.',
  }),
  'plan-file-unreadable': ({ file }) => ({
    what: `${file} is not a plan of this version of Sendproof.`,
    next: 'Write a new one with: plan NAME --out FILE.',
  }),
  'plan-for-script': ({ file }) => ({
    what: `${file} takes back what Set-Entra.ps1 changed. Nothing was changed.`,
    next: 'Hand it over to be run by the script: handoff NAME --role entra-admin --plan FILE --out DIR.',
  }),
  'plan-of-other-setup': ({ setup }) => ({
    what: `This plan was made for the setup “${setup}”. Nothing was changed.`,
    next: 'Use the plan of this setup.',
  }),
  'plan-of-other-tenant': ({ tenant }) => ({
    what: `This plan was made for another tenant, ${tenant}. Nothing was changed.`,
    next: 'Make a new plan for this tenant.',
  }),
  'plan-out-of-date': ({ changes }) => ({
    what: `The tenant has changed since the plan was made, and ${n(changes, 'change', 'changes')} would no longer do what you agreed to. Nothing was changed.`,
    next: 'Make a new plan and read it.',
  }),
  'registration-to-choose': ({ name, clientIds }, { face }) => ({
    what: `The tenant has ${clientIds.length === 1 ? 'a registration' : `${clientIds.length} registrations`} named “${name}”: ${list(clientIds, locale)}. Nothing was changed.`,
    next:
      face === 'cli'
        ? 'Say which one is meant with --use CLIENT-ID, or rename it in the portal to have a new one made.'
        : 'Enter the Application (client) ID of the one that is meant.',
  }),
  'registration-absent': ({ clientId }) => ({
    what: `The tenant has no registration with the Application (client) ID ${clientId}. Nothing was changed.`,
    next: 'Correct the ID in the setup, or remove it to have a registration made.',
  }),
  'tenant-not-confirmed': ({ tenant }) => ({
    what: `Nothing was changed in ${tenant}: you did not agree to it.`,
    next: 'Type the name of the tenant, or use --yes.',
  }),
  'change-denied': ({ change, missing, roles }) => ({
    what: `Microsoft Entra did not allow this: ${changeTitles[change]}.`,
    next:
      missing.length > 0
        ? `The sign-in lacks ${list(missing, locale)}. Accept it when the sign-in page asks for it, then apply again.`
        : `Sign in as ${either(roles.map((role) => directoryRoleNames[role]))}, then apply again. A role that was just activated takes some minutes.`,
  }),
  'change-against-policy': ({ change }) => ({
    what: `An app management policy of the tenant does not allow this: ${changeTitles[change]}.`,
    next: 'Ask whoever manages the policies for an exemption for this registration, then apply again.',
  }),
  'change-refused': ({ change, status, said }) => ({
    what: `Microsoft Graph refused this: ${changeTitles[change]} (HTTP ${status}${said === '' ? '' : `, ${said}`}).`,
    next: 'Correct what it names, then apply again.',
  }),
  'change-unanswered': ({ sent }) => ({
    what: sent
      ? 'Microsoft Graph did not answer, so it is not known whether the change was made.'
      : 'Microsoft Graph could not be reached.',
    next: 'Apply again: it first finds out what was made.',
  }),
  'change-not-seen': ({ change }) => ({
    what: `This was accepted, but the tenant does not show it everywhere yet: ${changeTitles[change]}.`,
    next: 'Wait a few minutes, then apply again.',
  }),
  'rollover-not-ready': ({ obstacle }, { face }) => ({
    what: `No credential was removed. ${obstacles[obstacle.why](obstacle)}`,
    next:
      face === 'cli'
        ? 'See where the rollover stands with: rollover status NAME.'
        : 'Finish the earlier steps of the rollover first.',
  }),
  'rollover-needs-none': ({ product }) => ({
    what: `${productAtStart(product)} signs in without a credential, so there is none to replace.`,
    next: 'If the registration has a credential all the same, find out who uses it and delete it in the portal.',
  }),
  'rollover-not-allowed': ({ kinds }) => ({
    what: `The tenant’s policy does not allow a new ${kinds.map((kind) => terms.credentialInSentence(kind)).join(' or ')} that could be created here. Nothing was changed.`,
    next: 'Ask whoever manages the app management policies for an exemption for this registration.',
  }),
  'rollover-still-used': ({ keyId, at }, { face }) => ({
    what: `Nothing was removed: something signed in with the old credential ${keyId} at ${at.slice(0, 16).replace('T', ' ')} UTC, after the new one was entered everywhere.`,
    next: `Find the place that still has the old one.${face === 'cli' ? ' To remove it all the same, add --even-if-used.' : ''}`,
  }),
  'rollover-no-such-place': ({ given, places }) => ({
    what: `“${given}” is not the number of a place: there are ${places}.`,
    next: 'The numbers are in: rollover status NAME.',
  }),
  'administration-not-own': (_, { face }) => ({
    what: 'The sign-in did not use “Sendproof administration”, so there is nothing of it to remove.',
    next:
      face === 'cli'
        ? 'Say which registration it is with --admin-client ID.'
        : 'Sign in with the Application (client) ID of “Sendproof administration”.',
  }),
  'administration-other': ({ name }) => ({
    what: `The client ID belongs to the registration “${name}”, not to “Sendproof administration”. Nothing was removed.`,
    next: 'Delete a registration of another name in the portal, when nothing uses it any more.',
  }),
  'decommission-still-active': (_, { face }) => ({
    what: 'The application is still active. It is deactivated first, because that can be undone at once.',
    next:
      face === 'cli'
        ? 'Deactivate it with: decommission deactivate NAME.'
        : 'Deactivate the application first.',
  }),
  'decommission-still-granted': ({ grants, roles }, { face }) => ({
    what: `The application still holds ${n(grants, 'delegated grant', 'delegated grants')} and ${n(roles, 'application permission', 'application permissions')}.`,
    next:
      face === 'cli' ? 'Revoke them first with: decommission revoke NAME.' : 'Revoke the permissions first.',
  }),
  'decommission-still-used': ({ at, signIns }, { face }) => ({
    what: `Nothing was changed: the application is still in use, with ${n(signIns, 'sign-in', 'sign-ins')} in the last 7 days, the newest at ${at.slice(0, 16).replace('T', ' ')} UTC.`,
    next: `Find out who uses it.${face === 'cli' ? ' To continue all the same, add --even-if-used.' : ''}`,
  }),
  'change-stopped': (_, { face }) => ({
    what: 'Stopped, as you asked. Nothing after it was tried.',
    next: face === 'cli' ? 'Run apply again to resume from there.' : 'Resume when you are ready.',
  }),
  'registration-busy': () => ({
    what: 'Sendproof is already working on this registration.',
    next: 'Wait until it has finished, or stop it.',
  }),
  'plan-gone': () => ({
    what: 'This list of changes is no longer the current one. Nothing was changed.',
    next: 'Read the tenant and look at the changes again.',
  }),
}

const obstacles: {
  readonly [W in RolloverObstacle['why']]: (obstacle: RolloverObstacle) => string
} = {
  'not-begun': () => 'No rollover has begun.',
  'not-held': () => 'The new credential is not saved on this PC, so it cannot be tested here.',
  'not-proven': () => 'The new credential has not been proven yet.',
  'not-valid': () => 'The new credential is not in the registration, or is not valid now.',
  'not-entered': (obstacle) =>
    obstacle.why === 'not-entered'
      ? `${n(obstacle.places, 'place of the product still has', 'places of the product still have')} to get the new credential.`
      : '',
}
