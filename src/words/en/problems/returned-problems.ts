import { commandWord } from '../../../domain/text/command-word.ts'
import type { ReturnedProblems } from '../../../domain/problem/returned-problems.ts'
import { n } from '../counts.ts'
import { list } from '../../shape/format.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { sayScriptTrouble } from '../entra/script.ts'
import { productAtStart } from '../product-name.ts'

const locale = 'en-GB'
/** Where an invitation is made. */
const invite = { cli: '“mailbox invite”', window: '“Invite the owner” on the Mailboxes page' } as const
const time = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`

export const returnedProblems: ProblemWords<ReturnedProblems> = {
  'invitation-unreadable': () => ({
    what: 'This file is not an invitation of this version of Sendproof, or it was changed.',
    next: 'Ask for a new invitation.',
  }),
  'invitation-closed': () => ({
    what: 'This invitation is not open any more.',
    next: 'Open its file again.',
  }),
  'invitation-busy': () => ({
    what: 'A sign-in for this invitation is already under way.',
    next: 'Finish it in the browser, or cancel it.',
  }),
  'invitation-expired': ({ expiresAt }, { face }) => ({
    what: `This invitation was valid until ${time(expiresAt)}.`,
    next: `Ask for a new one, or make one with ${invite[face]}.`,
  }),
  'invitation-custom-cloud': ({ cloud }) => ({
    what: `Invitations are not possible for the cloud “${cloud}”: the address of the sign-in page would have to come from a file.`,
    next: 'Sign the mailbox in on this PC.',
  }),
  'invitation-not-known': ({ setup }, { face }) => ({
    what: `“${setup}” has no open invitation that this reply answers: it was used already, a newer one was made, or it belongs to another setup or PC.`,
    next: `If the mailbox is not signed in yet, make a new invitation with ${invite[face]}.`,
  }),
  'invitation-out-of-date': ({ address }, { face }) => ({
    what: `The registration or the mailbox ${address} has changed since the invitation was made.`,
    next: `Make a new invitation with ${invite[face]}.`,
  }),
  'sign-in-reply-unreadable': (_, { face }) => ({
    what: 'This file is not a reply to an invitation, or it is cut off.',
    next:
      face === 'cli'
        ? 'Ask for the file that “mailbox answer” wrote.'
        : 'Ask for the file that “Answer an invitation” saved on the owner’s PC.',
  }),
  'sign-in-reply-other-tenant': ({ found, wanted }) => ({
    what: `The reply is for the tenant ${found}; this setup is for ${wanted}.`,
    next: 'Import it into the setup that its invitation was made for.',
  }),
  'sign-in-reply-other-address': ({ found, wanted }) => ({
    what: `The reply is for ${found}; the invitation was for ${wanted}.`,
    next: 'Ask for the reply to this invitation.',
  }),
  'sign-in-reply-damaged': () => ({
    what: 'The reply cannot be opened: it was changed on the way, or is meant for another PC.',
    next: 'Ask for the file again; if it still cannot be opened, make a new invitation.',
  }),
  'consent-through-graph': ({ setup }) => ({
    what: 'Consent can be granted through Microsoft Graph here, which adds what is missing and takes nothing away. The consent page can take away what is not on its list.',
    next: `Use: apply ${commandWord(setup)}. To use the page all the same, add --by-address.`,
  }),
  'consent-nothing-to-ask': ({ product }) => ({
    what: `${productAtStart(product)} needs no permission that an administrator could consent to.`,
    next: 'Nothing to do.',
  }),
  'consent-landing-unavailable': () => ({
    what: 'This PC has no free port on 127.0.0.1 for the answer.',
    next: 'Close other programs and try again.',
  }),
  'consent-timed-out': ({ seconds, others }) => ({
    what: `No answer came within ${n(seconds, 'second', 'seconds')}, so nothing is known about the consent.${others === 0 ? '' : ` ${n(others, 'answer', 'answers')} of another request came and ${others === 1 ? 'was' : 'were'} not accepted.`}`,
    next: 'If the window was closed, start again. If it was finished, run an audit to see what the tenant has.',
  }),
  'consent-refused': ({ said, likely, remedy }) => ({
    what: `Microsoft Entra did not record the consent (${said}).${likely === undefined ? '' : ` Likely cause: ${likely.replace(/\.$/, '')}.`}`,
    next: remedy ?? 'For causes, run “diagnose” with the details.',
  }),
  'consent-not-given': () => ({
    what: 'The answer does not say that consent was given.',
    next: 'Start again and choose Accept on the consent page.',
  }),
  'consent-other-tenant': ({ found, wanted }) => ({
    what: `Consent was given in the tenant ${found === '' ? '(not named)' : found}; this setup is for ${wanted}.`,
    next: 'Sign in with an administrator of that tenant, in a private browser window if another account is chosen automatically.',
  }),
  'consent-answer-other-state': () => ({
    what: 'This answer belongs to another request than the one that was sent last.',
    next: 'Use the newest link, and the address that the browser shows after it.',
  }),
  'consent-answer-unreadable': () => ({
    what: 'There is no answer in this text.',
    next: 'Copy the whole address that the browser shows at the end. It begins with http://localhost.',
  }),
  'consent-not-asked': ({ setup }) => ({
    what: `No consent link of “${setup}” is waiting for an answer.`,
    next: `Make a link first: admin consent ${commandWord(setup)} --link.`,
  }),
  'consent-link-expired': ({ days }) => ({
    what: `This link is older than ${n(days, 'day', 'days')}.`,
    next: 'Make a new link and send that one.',
  }),
  'handoff-plan-other-role': () => ({
    what: 'A plan for Entra ID goes to the Entra administrator only.',
    next: 'Use --role entra-admin, or leave --role out.',
  }),
  'handoff-plan-empty': () => ({
    what: 'This plan changes nothing, so there is nothing for a script to do.',
    next: 'Write the pack without --plan.',
  }),
  'handoff-leftovers-other-role': () => ({
    what: 'What the application leaves in Exchange goes to the Exchange administrator only.',
    next: 'Use --role exchange-admin, or leave --role out.',
  }),
  'script-result-not-text': ({ file }) => ({
    what: `${file} is not a text file.`,
    next: 'Give the file that the script wrote with -Result.',
  }),
  'script-result-damaged': ({ file }) => ({
    what: `${file} is cut off or was changed: it is not complete JSON.`,
    next: 'Ask for the file again.',
  }),
  'script-result-foreign': ({ file }) => ({
    what: `${file} is not a result of Set-Entra.ps1, or comes from another version.`,
    next: 'Give the file that the script wrote with -Result.',
  }),
  'script-result-refused': ({ why }) => ({
    what: `The script stopped before it read anything${why.length === 0 ? '' : `: ${list([...new Set(why.map(sayScriptTrouble))], locale)}`}.`,
    next: 'Ask for this to be fixed on the PC where the script runs, and for the script to be run again.',
  }),
  'script-result-other-tenant': ({ found, wanted }) => ({
    what:
      wanted === null
        ? `The result is from the tenant ${found}, and this setup has no tenant ID to compare it with.`
        : `The result is from the tenant ${found}; this setup is for ${wanted}.`,
    next: 'Ask for the script to be run with the plan of this setup, signed in to its tenant.',
  }),
  'script-result-other-setup': ({ setup }) => ({
    what: `The result belongs to a plan of another setup than “${setup}”.`,
    next: 'Import it into the setup that its plan was made for.',
  }),
  'script-result-preview': ({ file }) => ({
    what: `${file} is the result of a preview: nothing was changed.`,
    next: 'Ask for the script to be run without -Preview.',
  }),
  'script-result-from-future': ({ finishedAt }) => ({
    what: `The result says that it is from ${time(finishedAt)}, which is still to come.`,
    next: 'Ask for the clock of that PC to be set and for the script to be run again.',
  }),
  'script-nothing-to-undo': () => ({
    what: 'There is nothing to undo in this result.',
    why: 'The script changed nothing, or nothing takes back what it changed.',
    next: 'Choose the result of another run, or change it in the portal.',
  }),
  'script-result-older': ({ finishedAt, newest }) => ({
    what: `This result is from ${time(finishedAt)}; the tenant is known as of ${time(newest)}.`,
    next: 'Ask for the script to be run again and import its new result.',
  }),
  'script-result-other-registration': ({ found, known }) => ({
    what: `The result names the registration ${found}; this setup uses ${known}.`,
    next: 'Make a new plan for this setup and ask for that one to be carried out.',
  }),
}
