/** What this PC can fail at: disk, store, files, clipboard, programs it lacks. */
import type { AssetProblem } from './asset-problem.ts'
import type { ProblemKind } from './problem-kind.ts'

/** What could not be written; `path` says where when it is a file the person named. */
export type Written = 'file' | 'attachment' | 'sign-in' | 'practice-secret'

export interface MachineProblems {
  'inside-failed': object
  'call-forbidden': object
  /** A page and a main process that do not fit together; the details say what of the call. */
  'call-misfit': object

  'write-no-room': { readonly what: Written; readonly path: string | null }
  'write-failed': { readonly what: Written; readonly path: string | null }
  'file-too-large': { readonly path: string; readonly most: number }
  'file-missing': { readonly path: string }
  'file-is-folder': { readonly path: string }
  /** A device, a pipe, or what a running system shows as a file. */
  'file-no-file': { readonly path: string }
  'file-not-text': { readonly path: string }
  'file-unreadable': { readonly path: string }

  'store-full': { readonly file: string }
  'store-failing': { readonly file: string }
  'store-held': { readonly file: string }
  'store-read-only': { readonly file: string }
  'store-damaged': { readonly file: string }
  /** A row of it does not hold what was written. */
  'store-entry-damaged': { readonly file: string }
  'store-newer': { readonly file: string; readonly format: number; readonly known: number }
  'store-unopened': { readonly file: string }

  'link-not-allowed': object
  'browser-not-started': object
  'saved-file-gone': { readonly path: string }
  'saved-file-not-opened': { readonly path: string; readonly reason: string }
  'pdf-without-browser': object
  'pdf-not-printed': object
  'pdf-no-room': { readonly folder: string }

  'cloud-file-unreadable': { readonly file: string; readonly problems: readonly AssetProblem[] }
  'cloud-file-incomplete': { readonly file: string; readonly parts: readonly string[] }
}

export const machineProblemKinds = {
  'inside-failed': 'internal',
  'call-forbidden': 'forbidden',
  'call-misfit': 'bad-input',

  'write-no-room': 'disk',
  'write-failed': 'disk',
  'file-too-large': 'bad-input',
  'file-missing': 'bad-input',
  'file-is-folder': 'bad-input',
  'file-no-file': 'bad-input',
  'file-not-text': 'bad-input',
  'file-unreadable': 'disk',

  'store-full': 'disk',
  'store-failing': 'disk',
  'store-held': 'disk',
  'store-read-only': 'disk',
  'store-damaged': 'disk',
  'store-entry-damaged': 'disk',
  'store-newer': 'disk',
  'store-unopened': 'disk',

  'link-not-allowed': 'forbidden',
  'browser-not-started': 'internal',
  'saved-file-gone': 'not-found',
  'saved-file-not-opened': 'internal',
  'pdf-without-browser': 'not-found',
  'pdf-not-printed': 'internal',
  'pdf-no-room': 'disk',

  'cloud-file-unreadable': 'bad-input',
  'cloud-file-incomplete': 'bad-input',
} as const satisfies Record<keyof MachineProblems, ProblemKind>
