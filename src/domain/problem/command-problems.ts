/** What can be wrong with a command, its options and its words. */
import type { ProblemKind } from './problem-kind.ts'

/** What has to be on standard input. */
export type StandardInput = 'client-secret' | 'passphrase'

export interface CommandProblems {
  'command-unknown': { readonly words: readonly string[]; readonly alike: readonly string[] }
  /** `said`: what the parser of the options says of it. */
  'command-misused': { readonly said: string; readonly usage: string }
  'words-too-many-or-few': {
    readonly command: string
    readonly words: readonly string[]
    readonly usage: string
  }
  'option-missing': { readonly option: string }
  'options-exclude': { readonly option: string; readonly other: string }
  'option-twice': { readonly option: string }
  'option-needs': { readonly option: string; readonly needs: readonly string[] }
  'one-of-options-missing': { readonly options: readonly string[] }
  'option-not-an-id': { readonly option: string; readonly given: string }
  'nothing-to-change': { readonly options: readonly string[] }
  'option-not-a-number': {
    readonly option: string
    readonly given: string
    readonly least: number
    readonly most: number
  }
  'option-not-one-of': {
    readonly option: string
    readonly given: string
    readonly choices: readonly string[]
  }
  'language-unknown': { readonly given: string; readonly known: readonly string[] }
  'file-not-readable': { readonly file: string }
  'answers-not-an-object': { readonly file: string }
  'answers-not-json': { readonly file: string }
  'answer-without-name': { readonly given: string }
  'diagnosis-answer-shape': { readonly given: string }
  'cause-unknown': { readonly given: string }
  'text-over-limit': { readonly most: number }
  'json-line-shape': { readonly line: number }
  'template-of-other-recipe': { readonly recipe: string }
  'recipe-unknown': { readonly recipe: string; readonly known: readonly string[] }
  'step-state-unknown': { readonly given: string; readonly known: readonly string[] }
  'removal-not-confirmed': object
  'mailboxes-not-listed': { readonly addresses: readonly string[] }
  /** One entry a line that cannot be taken, in the words of the import. */
  'secret-on-command-line': object
  'standard-input-lines': { readonly what: StandardInput }
  'standard-input-empty': { readonly what: StandardInput }
  'file-wants-passphrase': object
  'certificate-names-its-end': object
  'days-not-a-number': { readonly given: string }
  'check-takes-one-file': object
  /** `ended`: the exit code of the command itself. */
  'output-not-written': { readonly ended: number }
}

export const commandProblemKinds = {
  'command-unknown': 'bad-input',
  'command-misused': 'bad-input',
  'words-too-many-or-few': 'bad-input',
  'option-missing': 'bad-input',
  'options-exclude': 'bad-input',
  'option-twice': 'bad-input',
  'option-needs': 'bad-input',
  'one-of-options-missing': 'bad-input',
  'option-not-an-id': 'bad-input',
  'nothing-to-change': 'bad-input',
  'option-not-a-number': 'bad-input',
  'option-not-one-of': 'bad-input',
  'language-unknown': 'bad-input',
  'file-not-readable': 'bad-input',
  'answers-not-an-object': 'bad-input',
  'answers-not-json': 'bad-input',
  'answer-without-name': 'bad-input',
  'diagnosis-answer-shape': 'bad-input',
  'cause-unknown': 'bad-input',
  'text-over-limit': 'bad-input',
  'json-line-shape': 'bad-input',
  'template-of-other-recipe': 'bad-input',
  'recipe-unknown': 'not-found',
  'step-state-unknown': 'bad-input',
  'removal-not-confirmed': 'bad-input',
  'mailboxes-not-listed': 'bad-input',
  'secret-on-command-line': 'bad-input',
  'standard-input-lines': 'bad-input',
  'standard-input-empty': 'bad-input',
  'file-wants-passphrase': 'needs-passphrase',
  'certificate-names-its-end': 'bad-input',
  'days-not-a-number': 'bad-input',
  'check-takes-one-file': 'bad-input',
  'output-not-written': 'disk',
} as const satisfies Record<keyof CommandProblems, ProblemKind>
