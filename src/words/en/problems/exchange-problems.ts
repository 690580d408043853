import type { ExchangeProblems } from '../../../domain/problem/exchange-problems.ts'
import { list } from '../../shape/format.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { sayTrouble } from '../exchange/trouble.ts'

const locale = 'en'
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
  'exchange-result-older': ({ finishedAt, newest }) => ({
    what: `This result is from ${time(finishedAt)}, and a newer one from ${time(newest)} is already imported.`,
    next: 'Run the script again and import its new result.',
  }),
  'exchange-facts-not-read': ({ file }) => ({
    what: `${file} says what was changed, not what is there.`,
    next: 'Give --facts a result of Read-Exchange.ps1.',
  }),
}
