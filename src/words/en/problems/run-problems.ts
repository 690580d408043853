import type { RunProblems } from '../../../domain/problem/run-problems.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'

export const runProblems: ProblemWords<RunProblems> = {
  'run-taken-over': () => ({
    what: 'Another Sendproof window or command has taken this run over.',
    next: 'Continue the run there. What had started here was not sent.',
  }),
  'run-busy': ({ where }) =>
    where === 'here'
      ? { what: 'A run of this setup is already under way.', next: 'Wait for it to end, or stop it.' }
      : {
          what: 'Another Sendproof window or command is carrying out a run of this setup.',
          next: 'Wait for it to end, or stop it there.',
        },
  'run-unknown': (_, { face }) => ({
    what: 'This run is not on this PC.',
    next: face === 'cli' ? 'Start one with “verify”.' : 'Go back to the Verify page.',
  }),
  'run-not-under-way': () => ({ what: 'This run is not under way here.' }),
  'runs-not-told-apart': ({ known }) => ({
    what: 'Name two different runs of this setup.',
    next: known.length === 0 ? 'There is none yet.' : `Known: ${known.join(', ')}.`,
  }),
  'nothing-to-resume': (_, { face }) => ({
    what: 'The last run of this setup was not interrupted, so there is nothing to resume. Nothing was sent.',
    next:
      face === 'cli'
        ? 'To send again, run “verify” without --resume; “--only failed” repeats what failed.'
        : 'Start a new run.',
  }),
  'run-overtaken': ({ newer }, { face }) => ({
    what: `This run was interrupted, but a newer run was started on ${newer}. It is not resumed, and nothing was sent.`,
    next: face === 'cli' ? 'Start a new run with “verify”.' : 'Start a new run.',
  }),
  'resume-takes-no-choice': ({ option }) => ({
    what: `--resume continues the run as it was planned, so --${option} cannot change it. Nothing was sent.`,
    next: `Leave --${option} out, or leave --resume out to start a new run.`,
  }),
  'run-from-file': () => ({
    what: 'This run came in a file. It is a record and cannot be resumed here.',
    next: 'Start a new run.',
  }),
  'recipient-missing': (_, { face }) => ({
    what: 'No recipient is named for the verification messages.',
    next: face === 'cli' ? 'Name one with --to ADDRESS.' : 'Name a recipient on the Mailboxes page first.',
  }),
  'no-senders': (_, { face }) => ({
    what: 'There is no mailbox to send from.',
    next: face === 'cli' ? 'Add mailboxes with “mailbox import”.' : 'Add mailboxes first.',
  }),
  'nothing-to-try': () => ({
    what: 'With these answers Sendproof cannot send as the product does: the credential is not here.',
    next: 'Send a message from the product itself, as the checklist says, or change the answer if you were given a credential.',
  }),
  'nothing-failed': () => ({
    what: 'Nothing failed in the last run, so there is nothing to repeat.',
    next: 'Send all again if you want a fresh proof.',
  }),
  'attempt-not-planned': () => ({
    what: 'What this attempt tried is no longer in the plan.',
    next: 'Check the plan of the next run: answers or mailboxes have changed.',
  }),
  'addresses-not-listed': ({ addresses }, { face }) => ({
    what: `${addresses.join(', ')} ${addresses.length === 1 ? 'is' : 'are'} not in the list of mailboxes.`,
    next: face === 'cli' ? 'Use an address that “mailbox list” shows.' : 'Use an address of the list.',
  }),
  'code-not-in-run': () => ({
    what: 'No message of this run has this code.',
    next: 'Type the six characters in square brackets from the subject of the mail. Messages of earlier runs have other codes.',
  }),
  'application-refused': ({ likely, remedy, unsent }) => ({
    what: [
      unsent
        ? 'Nothing was sent: Microsoft Entra refused the application’s sign-in.'
        : 'Microsoft Entra refused the application’s sign-in.',
      ...(likely === null ? [] : [`Likely cause: ${likely.replace(/\.$/, '')}.`]),
    ].join(' '),
    ...(remedy === null ? {} : { next: remedy }),
  }),
  'application-unreachable': () => ({
    what: 'Nothing was sent: the sign-in service could not be reached for the application.',
    next: 'Check the network, the proxy and the cloud of this setup, then try again.',
  }),
  'token-without-ids': () => ({
    what: 'The setup has no tenant ID or client ID yet.',
    next: 'Do the registration step and enter the Application (client) ID first.',
  }),
  'mailbox-gone': () => ({
    what: 'The mailbox was removed from the list after this run was planned.',
    next: 'Start a new run.',
  }),
  'mailbox-not-signed-in': ({ signInAs }, { face }) => ({
    what: `${signInAs} has not signed in yet, so nothing was sent.`,
    next: signIn(face),
  }),
  'mailbox-not-signed-in-here': ({ signInAs }, { face }) => ({
    what: `${signInAs} has not signed in on this PC.`,
    next: signIn(face),
  }),
  'credential-none': (_, { face }) => ({
    what: 'No credential of the registration is saved on this PC.',
    next:
      face === 'cli'
        ? 'Add the client secret or the certificate with “credential set”.'
        : 'Add the client secret or the certificate on the Credential page.',
  }),
  'credential-not-here': () => ({
    what: 'This credential is no longer saved on this PC.',
    next: 'Remove it and add it again.',
  }),
  'graph-unreachable': () => ({
    what: 'Microsoft Graph could not be reached.',
    next: 'Check the network, the proxy and the cloud of this setup, then try again.',
  }),
  'graph-question-stopped': () => ({ what: 'The question to Microsoft Graph was stopped.' }),
  'graph-not-understood': ({ part }) => ({
    what: `Microsoft Graph’s answer could not be read${part === null || part === '' ? '' : ` (${part})`}.`,
    next: 'Try again. Check the Graph address of the cloud, and whether a proxy or portal stands in between.',
  }),
  'graph-sign-in-refused': (_, { face }) => ({
    what: 'Microsoft Graph no longer accepts the sign-in.',
    next: signIn(face),
  }),
  'graph-forbidden': () => ({
    what: 'Microsoft Graph does not allow this with the permissions that have consent.',
    next: 'Check that the registration has the permission for this (Mail.Read to read a message back) and that it has consent. People sign in again afterwards.',
  }),
  'graph-not-found': () => ({
    what: 'Microsoft Graph finds no such mailbox or folder.',
    next: 'Check that the account has an Exchange Online mailbox.',
  }),
  'graph-throttled': () => ({
    what: 'Microsoft Graph asks to slow down.',
    next: 'Wait a few minutes and try again.',
  }),
  'graph-failed': ({ status }) => ({
    what: `Microsoft Graph has a problem of its own (HTTP ${status}).`,
    next: 'Try again in a few minutes.',
  }),
  'graph-refused': ({ status }) => ({ what: `Microsoft Graph refused the question (HTTP ${status}).` }),
  'trace-not-here': ({ cloud }) => ({
    what: `Message trace through Microsoft Graph is not available in ${cloud}.`,
    next: 'Read the message back from the recipient’s mailbox, or ask the recipient for the code.',
  }),
}

function signIn(face: 'window' | 'cli'): string {
  return face === 'cli'
    ? 'Sign the mailbox in with “mailbox authorise”.'
    : 'Sign the mailbox in on the Mailboxes page.'
}
