import type { MachineProblems, Written } from '../../../domain/problem/machine-problems.ts'
import type { Face } from '../../shape/say-finding.ts'
import { list, size } from '../../shape/format.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { sayAsset } from '../../shape/say-asset.ts'
import { assets } from '../assets.ts'
import { findings } from '../findings/index.ts'

const locale = 'en-GB'
/** What follows the first ones is mostly their consequence. */
const mostSaid = 3

function written(what: Written, path: string | null): string {
  switch (what) {
    case 'file':
      return path === null ? 'the file' : `the file ${path}`
    case 'attachment':
      return 'the attachment'
    case 'sign-in':
      return 'the sign-in'
    case 'practice-secret':
      return 'the secret of the practice setup'
  }
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
const elsewhere = ({ face }: { readonly face: Face }) =>
  face === 'cli' ? ', or choose another data folder with --data' : ''
const resumeLater = ({ face }: { readonly face: Face }) =>
  face === 'cli'
    ? 'What was saved before is safe; resume an interrupted run with “verify NAME --resume”.'
    : 'What was saved before is safe; resume an interrupted run on the Verify page.'

export const machineProblems: ProblemWords<MachineProblems> = {
  'inside-failed': () => ({
    what: 'Something went wrong inside Sendproof.',
    next: 'Try again. If it happens again, restart Sendproof and send the support bundle.',
  }),
  'call-forbidden': () => ({ what: 'This window may not ask for that.' }),
  'call-misfit': () => ({
    what: 'What was entered does not fit here.',
    next: 'Correct it and try again.',
  }),

  'write-no-room': ({ what, path }) => ({
    what: `The disk is full: ${written(what, path)} was not written.`,
    next: 'Free some space and try again. No partial file was left behind.',
  }),
  'write-failed': ({ what, path }) => ({
    what: `${capital(written(what, path))} could not be written.`,
    next: 'Check that the folder exists and that you can write to it.',
  }),
  'file-too-large': ({ path, most }) => ({
    what: `The file ${path} is larger than ${size(most, locale)}.`,
    next: 'Choose a smaller file.',
  }),
  'file-missing': ({ path }) => ({
    what: `There is no file ${path}.`,
    next: 'Check the name and try again.',
  }),
  'file-is-folder': ({ path }) => ({
    what: `${path} is a folder, not a file.`,
    next: 'Choose a file in it.',
  }),
  'file-no-file': ({ path }) => ({
    what: `${path} is a device or a pipe, not a file on a disk.`,
    next: 'Choose a file.',
  }),
  'file-not-text': ({ path }) => ({
    what: `The file ${path} is not text in UTF-8.`,
    next: 'Save it as UTF-8 and try again.',
  }),
  'file-unreadable': ({ path }) => ({
    what: `The file ${path} could not be read.`,
    next: 'Check that you can read it.',
  }),

  'store-full': ({ file }, to) => ({
    what: `The disk is full: Sendproof could not write its store ${file}.`,
    next: `Free some space and try again. ${resumeLater(to)}`,
  }),
  'store-failing': ({ file }, to) => ({
    what: `Sendproof could not read or write its store ${file}: the disk or its quota is full, or the disk is failing.`,
    next: `Check that disk and try again. ${resumeLater(to)}`,
  }),
  'store-held': ({ file }) => ({
    what: `Another program is using the store ${file}.`,
    next: 'Close other Sendproof windows and commands that use this data folder, or wait for them, and try again.',
  }),
  'store-read-only': ({ file }, to) => ({
    what: `Sendproof cannot write to its store ${file}.`,
    next: `Check that the data folder exists, that you can write to it and that the disk is not full${elsewhere(to)}.`,
  }),
  'store-damaged': ({ file }) => ({
    what: `The store ${file} is damaged.`,
    next: 'Start Sendproof again: it sets the damaged file aside and creates a new one.',
  }),
  'store-entry-damaged': ({ file }, to) => ({
    what: `An entry in the store ${file} is damaged and cannot be read. Nothing was changed.`,
    next: `Export the setups that still open, keep a copy of the data folder, and restore it from a backup${elsewhere(to)}.`,
  }),
  'store-newer': ({ file, format, known }, to) => ({
    what: `The store ${file} was written by a newer Sendproof (format ${format}; this one reads up to ${known}).`,
    next: `Use the newer Sendproof${elsewhere(to)}.`,
  }),
  'store-unopened': ({ file }, to) => ({
    what: `The store ${file} cannot be opened.`,
    next: `Check that the data folder exists, that you can write to it and that the disk is not full${elsewhere(to)}.`,
  }),

  'link-not-allowed': () => ({
    what: 'Sendproof opens only addresses of Microsoft, of its products and of the chosen cloud.',
    next: 'Copy the address and open it yourself if you trust it.',
  }),
  'browser-not-started': () => ({
    what: 'The browser could not be started.',
    next: 'Choose a default browser in the system settings, then try again.',
  }),
  'saved-file-gone': ({ path }) => ({
    what: `${path} is not there any more.`,
    next: 'It was moved, renamed or deleted since it was saved. Save it again.',
  }),
  'saved-file-not-opened': ({ path, reason }) => ({
    what: `${path} could not be opened: ${reason}`,
    next: 'Show it in its folder and open it there.',
  }),
  'pdf-without-browser': () => ({
    what: 'A PDF needs a browser to print it, and none was found on this PC.',
    next: 'Install Microsoft Edge, Google Chrome or Chromium, or choose another format.',
  }),
  'pdf-not-printed': (_, { face }) => ({
    what: 'The report could not be printed as a PDF.',
    next:
      face === 'cli'
        ? 'Choose --format html and print that from a browser.'
        : 'Save it as HTML and print that from a browser.',
  }),
  'pdf-no-room': ({ folder }) => ({
    what: `The report could not be prepared for printing in ${folder}.`,
    next: 'Free some space on that disk and try again.',
  }),

  'cloud-file-unreadable': ({ file, problems }) =>
    problems.some(({ code }) => code === 'file-unreadable')
      ? {
          what: `The cloud file ${file} cannot be read.`,
          next: 'Check the path, or name a cloud: global, gcc-high, dod, china.',
        }
      : {
          what: `The cloud file ${file} is not readable YAML or JSON. ${problems
            .slice(0, mostSaid)
            .map((problem) => sayAsset({ assets, findings }, problem))
            .join(' ')}`,
          next: 'Correct the file, or name a cloud: global, gcc-high, dod, china.',
        },
  'cloud-file-incomplete': ({ file, parts }) => ({
    what:
      parts.length === 0
        ? `${file} is not a cloud file.`
        : `The cloud file ${file} cannot be used: check ${list(parts, locale)}.`,
    next: 'It needs name, authority, graph, and smtp with host and port; addresses start with https://.',
  }),
}
