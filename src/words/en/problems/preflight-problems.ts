import type { PreflightProblems } from '../../../domain/problem/preflight-problems.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'

const time = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`

export const preflightProblems: ProblemWords<PreflightProblems> = {
  'preflight-result-damaged': ({ file }) => ({
    what: `${file} is not a complete result of Test-ProductServer.ps1, or comes from another version.`,
    next: 'Copy it again from the server, or run the script again.',
  }),
  'preflight-result-other-setup': ({ setup }) => ({
    what: `The result belongs to another setup than “${setup}”.`,
    next: 'Run the script with the plan of this setup.',
  }),
  'preflight-result-from-future': ({ finishedAt }) => ({
    what: `The result says that it is from ${time(finishedAt)}, which is still to come.`,
    next: 'Set the clock of the server where the script ran, then run it again.',
  }),
  'preflight-result-older': ({ finishedAt, newest }) => ({
    what: `This result is from ${time(finishedAt)}, and a newer one from ${time(newest)} is already imported.`,
    next: 'Run the script again and import its new result.',
  }),
}
