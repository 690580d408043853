/** What can go wrong with a result that Test-ProductServer.ps1 has left. */
import type { ProblemKind } from './problem-kind.ts'

export interface PreflightProblems {
  /** No whole JSON, or none that the script wrote. */
  'preflight-result-damaged': { readonly file: string }
  'preflight-result-other-setup': { readonly setup: string }
  'preflight-result-from-future': { readonly finishedAt: string }
  'preflight-result-older': { readonly finishedAt: string; readonly newest: string }
}

export const preflightProblemKinds = {
  'preflight-result-damaged': 'bad-input',
  'preflight-result-other-setup': 'bad-input',
  'preflight-result-from-future': 'bad-input',
  'preflight-result-older': 'bad-input',
} as const satisfies Record<keyof PreflightProblems, ProblemKind>
