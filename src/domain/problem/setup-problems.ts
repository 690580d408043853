/** What can be wrong with setups, their steps, answers, mailboxes and product fields. */
import type { StepState } from '../step/step-record.schema.ts'
import type { ProblemKind } from './problem-kind.ts'

export interface SetupProblems {
  'setup-name-taken': { readonly name: string }
  'setup-unknown': { readonly name: string; readonly known: readonly string[] }
  /** It was there when the person began. */
  'setup-gone': object
  /** `setup`: the one that follows it. */
  'recipe-missing': { readonly recipe: string; readonly setup: string }
  'recipe-unknown': { readonly recipe: string; readonly known: readonly string[] }
  'cloud-unknown': { readonly cloud: string; readonly known: readonly string[] }
  'practice-ids-fixed': object
  /** `cloud`: its name; there may be such a tenant in another one. */
  'tenant-unknown': { readonly domain: string; readonly cloud: string }
  /** `host`: the sign-in service that was asked for the id of the domain. */
  'tenant-not-looked-up': { readonly domain: string; readonly host: string }
  /** While a question about it was open. */
  'setup-changed-meanwhile': object

  'step-unknown': { readonly step: string; readonly known: readonly string[] }
  'step-note-too-long': { readonly characters: number; readonly most: number }
  'step-ruled-out': { readonly title: string }
  'step-state-same': { readonly title: string; readonly state: StepState }
  'step-never-moved': { readonly title: string }
  'step-moved-by-other': { readonly title: string; readonly who: string }
  'step-only-noted': { readonly title: string }

  'practice-setups-only': object
  /** `automated`: Sendproof itself does the step. */
  'practice-step-not-offered': { readonly title: string; readonly automated: boolean }
  'practice-unregistered': object
  'practice-refused': object
  'practice-unreachable': object
  'practice-disk-full': object
  'practice-not-started': object
  'practice-port-taken': object
  'practice-wrong-start': object
  'practice-fault-unknown': { readonly fault: string }
}

export const setupProblemKinds = {
  'setup-name-taken': 'already-exists',
  'setup-unknown': 'not-found',
  'setup-gone': 'not-found',
  'recipe-missing': 'not-found',
  'recipe-unknown': 'bad-input',
  'cloud-unknown': 'bad-input',
  'practice-ids-fixed': 'bad-input',
  'tenant-unknown': 'bad-input',
  'tenant-not-looked-up': 'network',
  'setup-changed-meanwhile': 'busy',

  'step-unknown': 'not-found',
  'step-note-too-long': 'bad-input',
  'step-ruled-out': 'bad-input',
  'step-state-same': 'bad-input',
  'step-never-moved': 'bad-input',
  'step-moved-by-other': 'bad-input',
  'step-only-noted': 'bad-input',

  'practice-setups-only': 'practice-only',
  'practice-step-not-offered': 'practice-only',
  'practice-unregistered': 'not-found',
  'practice-refused': 'bad-input',
  'practice-unreachable': 'network',
  'practice-disk-full': 'disk',
  'practice-not-started': 'disk',
  'practice-port-taken': 'busy',
  'practice-wrong-start': 'bad-input',
  'practice-fault-unknown': 'bad-input',
} as const satisfies Record<keyof SetupProblems, ProblemKind>
