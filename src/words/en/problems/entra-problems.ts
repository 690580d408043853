import type { EntraProblems } from '../../../domain/problem/entra-problems.ts'
import { list } from '../../shape/format.ts'
import { sayAsset } from '../../shape/say-asset.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { assets } from '../assets.ts'
import { unreadWords } from '../entra/unread.ts'
import { findings } from '../findings/index.ts'

const locale = 'en'
const mostSaid = 3

export const entraProblems: ProblemWords<EntraProblems> = {
  'admin-no-door': ({ setup }, { face }) => ({
    what: 'No application is set up that can sign an administrator in to this tenant.',
    next:
      face === 'cli'
        ? `Print the script that registers one with: admin script "${setup}". Then run this again with --admin-client ID, or with --command-line-tools.`
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
}
