import { commandWord } from '../../../domain/text/command-word.ts'
import type { ExchangeProblems } from '../../../domain/problem/exchange-problems.ts'
import { list } from '../../shape/format.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { sayTrouble } from '../exchange/trouble.ts'

const locale = 'en-GB'
const time = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`

export const exchangeProblems: ProblemWords<ExchangeProblems> = {
  'exchange-nothing-wanted': () => ({
    what: 'This setup has no mailboxes yet, so there is nothing to read or set in Exchange.',
    next: 'Import the mailboxes first.',
  }),
  'exchange-result-not-text': ({ file }) => ({
    what: `${file} is not a text file.`,
    next: 'Give the file that the script wrote with -Result.',
  }),
  'exchange-result-damaged': ({ file }) => ({
    what: `${file} is cut off or was changed: it is not complete JSON.`,
    next: 'Copy it again from the PC where the script ran, or run the script again.',
  }),
  'exchange-result-foreign': ({ file }) => ({
    what: `${file} is not a result of Read-Exchange.ps1 or Set-Exchange.ps1, or comes from another version.`,
    next: 'Give the file that the script wrote with -Result.',
  }),
  'exchange-result-refused': ({ why }) => ({
    what: `The script stopped before it read anything${why.length === 0 ? '' : `: ${list([...new Set(why.map(sayTrouble))], locale)}`}.`,
    next: 'Fix this on the PC where the script runs, then run it again.',
  }),
  'exchange-result-other-tenant': ({ found, wanted }) => ({
    what:
      wanted === null
        ? `The result is from the tenant ${found}, and this setup has no tenant ID to compare it with.`
        : `The result is from the tenant ${found}; this setup is for ${wanted}.`,
    next: 'Run the script with the plan of this setup, signed in to its tenant.',
  }),
  'exchange-result-from-future': ({ finishedAt }) => ({
    what: `The result says that it is from ${time(finishedAt)}, which is still to come.`,
    next: 'Set the clock of the PC where the script ran, then run it again.',
  }),
  'exchange-result-older': ({ finishedAt, newest }) => ({
    what: `This result is from ${time(finishedAt)}, and a newer one from ${time(newest)} is already imported.`,
    next: 'Run the script again and import its new result.',
  }),
  'exchange-facts-not-read': ({ file }) => ({
    what: `${file} says what was changed, not what is there.`,
    next: 'Give --facts a result of Read-Exchange.ps1.',
  }),
  'exchange-changes-not-set': ({ file }) => ({
    what: `${file} does not say what was changed.`,
    next: 'Give a result of Set-Exchange.ps1 that was run without -Preview.',
  }),
  'powershell-missing': (_, { face }) => ({
    what: 'There is no PowerShell on this PC, so the scripts cannot run here.',
    next:
      face === 'cli'
        ? 'Install PowerShell 7, or write a plan with exchange plan and run it on another PC.'
        : 'Install PowerShell 7, or use Hand over and run the scripts on another PC.',
  }),
  'powershell-not-started': (_, { face }) => ({
    what: 'PowerShell could not be started on this PC.',
    next:
      face === 'cli'
        ? 'Start PowerShell yourself to see why, or write a plan with exchange plan and run it on another PC.'
        : 'Start PowerShell yourself to see why, or use Hand over and run the scripts on another PC.',
  }),
  'exchange-busy': ({ where }) => ({
    what:
      where === 'here'
        ? 'A script is already running.'
        : 'A script for this setup is already running in another window or command.',
    next: 'Wait until it has ended, or stop it there.',
  }),
  'exchange-unfinished': ({ setup }, { face }) => ({
    what: `The last change in “${setup}” was interrupted, so it cannot be undone completely yet.`,
    next:
      face === 'cli' ? `Finish it first: exchange run ${commandWord(setup)} --finish.` : 'Finish it first.',
  }),
  'exchange-nothing-unfinished': () => ({
    what: 'No change was interrupted, so there is nothing to finish.',
  }),
  'exchange-cancelled': (_, { face }) => ({
    what: 'The script was stopped. Nothing was changed.',
    next: face === 'cli' ? 'Run the command again when you are ready.' : 'Start it again when you are ready.',
  }),
  'exchange-ended-half-way': (_, { face }) => ({
    what: 'The script was interrupted in the middle of its changes. What was changed is recorded; all of it can be undone once the change is finished.',
    next:
      face === 'cli'
        ? 'Finish it: exchange run NAME --finish.'
        : 'Choose Finish the change… when you are ready.',
  }),
  'exchange-no-result': ({ why, exitCode }, { face }) => ({
    what: `The script ended without a result${why.length === 0 ? (exitCode === null ? '' : ` (exit code ${exitCode})`) : `: ${list([...new Set(why.map(sayTrouble))], locale)}`}.`,
    next:
      face === 'cli'
        ? 'Fix what it says, then run the command again.'
        : 'Fix what it says, then start it again.',
  }),
  'exchange-not-read-yet': (_, { face }) => ({
    what: 'Exchange has not been read for this setup yet.',
    next: face === 'cli' ? 'Read it first: exchange run NAME --read.' : 'Read Exchange first.',
  }),
  'exchange-nothing-to-remove': () => ({
    what: 'The last reading of Exchange shows nothing of this setup that a script could remove.',
    next: 'The list shows what is left for a person to decide.',
  }),
  'exchange-remove-unread': () => ({
    what: 'Exchange has not been read yet, so it is not known what is left there.',
    next: 'Read it on the Exchange page, here or with the scripts on another PC, then save the removal again.',
  }),
  'exchange-nothing-to-set': () => ({
    what: 'Nothing to set: everything this product needs in Exchange is there.',
  }),
  'exchange-nothing-to-undo': () => ({
    what: 'Nothing of this change can be put back by a script.',
    next: 'What it made, such as a mailbox, has to be removed by hand.',
  }),
  'exchange-environment-unknown': ({ cloud }) => ({
    what: `The cloud file of “${cloud}” does not name the environment of Exchange Online PowerShell.`,
    why: 'Without it the script would sign in to the worldwide cloud.',
    next: 'Add exchangeEnvironment to the cloud file: O365Default, O365USGovGCCHigh, O365USGovDoD or O365China.',
  }),
  'exchange-change-gone': () => ({
    what: 'This change is not kept on this PC.',
    next: 'Import its result file first.',
  }),
  'exchange-sign-in-incomplete': ({ part }, { face }) => signInLacks[part](face === 'cli'),
}

/** What is missing or wrong in how the script is to sign in. */
const signInLacks = {
  certificate: (cli: boolean) => ({
    what: 'Signing in as an application needs its certificate.',
    next: `Enter ${cli ? 'with --certificate ' : ''}the thumbprint of a certificate in the certificate store of Windows, or the path of a file without a password.`,
  }),
  appId: (cli: boolean) => ({
    what: 'Signing in as an application needs its client ID.',
    next: `Enter ${cli ? 'with --app-id ' : ''}the client ID of the application that has the certificate and the permission Exchange.ManageAsApp.`,
  }),
  organization: (cli: boolean) => ({
    what: 'Signing in as an application needs the name of the organisation.',
    next: `Enter ${cli ? 'with --organization ' : ''}the name that ends in .onmicrosoft.com.`,
  }),
  partnerOf: (cli: boolean) => ({
    what: 'The customer’s domain is not a valid name.',
    next: `Enter ${cli ? 'with --partner-of ' : ''}a domain of the customer’s tenant, for example contoso.onmicrosoft.com.`,
  }),
}
