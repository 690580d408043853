/** What can be wrong with documents that go out or come in: reports, packs, setup files, templates, attachments. */
import type { ProblemKind } from './problem-kind.ts'

/** A format of ours, by what it holds. */
export type DocumentFormat = 'setup' | 'template' | 'reply' | 'sealed'

/** How a setup file contradicts itself. */
export type Contradiction =
  | 'step-ahead'
  | 'step-twice'
  | 'mailbox-twice'
  | 'run-ahead'
  | 'run-twice'
  | 'run-elsewhere'
  | 'run-open'
  | 'message-twice'
  | 'message-elsewhere'
  | 'message-number'
  | 'field-ahead'
  | 'field-twice'
  | 'attachment-twice'

export interface DocumentProblems {
  'document-too-large': { readonly bytes: number; readonly most: number }
  /** `found`: what it is instead, where that is one of ours. */
  'document-other': { readonly wanted: DocumentFormat; readonly found: DocumentFormat | null }
  'document-version': {
    readonly wanted: DocumentFormat
    readonly version: string
    readonly known: number
  }
  /** The details name the place in the file. */
  'document-damaged': { readonly wanted: DocumentFormat }
  'document-contradicts': { readonly how: Contradiction; readonly step: string | null }

  'passphrase-not-needed': object
  'passphrase-missing': object
  'passphrase-wrong': object
  'passphrase-length': { readonly characters: number; readonly least: number; readonly most: number }
  'sealed-damaged': object

  'export-too-large': { readonly most: number; readonly withAttachments: boolean }
  'import-too-large': { readonly most: number }
  'import-attachments-too-large': { readonly most: number; readonly joined: boolean }
  'import-attachment-length': { readonly name: string }
  'import-attachment-changed': { readonly name: string }
  'import-run-taken': object
  'import-recipe-missing': { readonly recipe: string }
  'import-here-already': { readonly name: string }
  'import-name-taken': { readonly name: string }
  'import-other-kind': { readonly name: string }
  'import-cloud-unknown': { readonly cloud: string }
  /** Responsible for what expires: neither a name nor an address. */
  'people-unreadable': { readonly given: string }
  'people-too-many': { readonly most: number }
  'import-file-closed': object

  'template-other-product': { readonly template: string; readonly setup: string }

  'attachment-too-large': { readonly name: string; readonly most: number }
  'attachments-too-large': { readonly name: string; readonly most: number }
  'attachment-empty': { readonly path: string }
  'attachment-already': { readonly name: string }
  'attachment-unknown': { readonly hash: string }
  'attachment-not-here': { readonly name: string; readonly who: string }
  'attachment-damaged': object
  'attachment-unreadable': object
}

export const documentProblemKinds = {
  'document-too-large': 'bad-input',
  'document-other': 'bad-input',
  'document-version': 'bad-input',
  'document-damaged': 'bad-input',
  'document-contradicts': 'bad-input',

  'passphrase-not-needed': 'bad-input',
  'passphrase-missing': 'bad-input',
  'passphrase-wrong': 'bad-input',
  'passphrase-length': 'bad-input',
  'sealed-damaged': 'bad-input',

  'export-too-large': 'bad-input',
  'import-too-large': 'bad-input',
  'import-attachments-too-large': 'bad-input',
  'import-attachment-length': 'bad-input',
  'import-attachment-changed': 'bad-input',
  'import-run-taken': 'bad-input',
  'import-recipe-missing': 'bad-input',
  'import-here-already': 'already-exists',
  'import-name-taken': 'already-exists',
  'import-other-kind': 'bad-input',
  'import-cloud-unknown': 'bad-input',
  'import-file-closed': 'not-found',
  'people-unreadable': 'bad-input',
  'people-too-many': 'bad-input',

  'template-other-product': 'bad-input',

  'attachment-too-large': 'bad-input',
  'attachments-too-large': 'bad-input',
  'attachment-empty': 'bad-input',
  'attachment-already': 'already-exists',
  'attachment-unknown': 'not-found',
  'attachment-not-here': 'not-found',
  'attachment-damaged': 'disk',
  'attachment-unreadable': 'disk',
} as const satisfies Record<keyof DocumentProblems, ProblemKind>
