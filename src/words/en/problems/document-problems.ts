import type {
  Contradiction,
  DocumentFormat,
  DocumentProblems,
} from '../../../domain/problem/document-problems.ts'
import { size } from '../../shape/format.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'

const locale = 'en-GB'
const mb = (bytes: number) => size(bytes, locale)

const a: Readonly<Record<DocumentFormat, string>> = {
  setup: 'a setup file',
  template: 'a template',
  reply: 'a reply to a hand-over',
  sealed: 'a password-protected setup file',
}
const the: Readonly<Record<DocumentFormat, string>> = {
  setup: 'setup file',
  template: 'template',
  reply: 'reply',
  sealed: 'password-protected file',
}

const contradictions: Readonly<Record<Contradiction, string>> = {
  'step-ahead': 'a step was changed in the future',
  'step-twice': 'a step is in it twice',
  'mailbox-twice': 'a mailbox is in it twice',
  'run-ahead': 'a run was started in the future',
  'run-twice': 'a run is in it twice',
  'run-elsewhere': 'a run belongs to another setup',
  'run-open': 'a run in it has not ended',
  'message-twice': 'a message is in it twice',
  'message-elsewhere': 'a message belongs to another run',
  'message-number': 'two messages have the same number',
  'field-ahead': 'a field was ticked off in the future',
  'field-twice': 'a field is in it twice',
  'attachment-twice': 'an attachment is in it twice',
}

export const documentProblems: ProblemWords<DocumentProblems> = {
  'document-too-large': ({ bytes, most }) => ({
    what: `The file has ${mb(bytes)}; at most ${mb(most)} can be read.`,
  }),
  'document-other': ({ wanted, found }, { face }) => ({
    what: `This is ${found === null ? 'not' : `${a[found]}, not`} ${a[wanted]}.`,
    next:
      found === 'template'
        ? face === 'cli'
          ? 'Use it with “setup create --template FILE”.'
          : 'Open it when you create a new setup.'
        : found === 'setup' || found === 'sealed'
          ? face === 'cli'
            ? 'Import it with “setup import FILE”.'
            : 'Import it on the Setups page.'
          : found === 'reply'
            ? face === 'cli'
              ? 'Import it with “accept NAME FILE”.'
              : 'Import it on the Plan page of its setup.'
            : 'Choose another file.',
  }),
  'document-version': ({ wanted, version, known }) => ({
    what: `This ${the[wanted]} has format version ${version}; this Sendproof reads version ${known}.`,
    next: 'Use the version of Sendproof that wrote it, or a newer one.',
  }),
  'document-damaged': ({ wanted }) => ({
    what: `This ${the[wanted]} is damaged or was edited. Nothing was changed here.`,
    next: 'Ask for it again.',
  }),
  'document-contradicts': ({ how, step }) => ({
    what: `This setup file contradicts itself: ${contradictions[how]}${step === null ? '' : ` (${step})`}. Nothing was changed here.`,
    next:
      how === 'run-ahead' || how === 'step-ahead' || how === 'field-ahead'
        ? 'Check the clocks of both PCs, then ask for a new export.'
        : 'Ask for a new export.',
  }),

  'passphrase-not-needed': () => ({
    what: 'This file is not password-protected, so the password proves nothing about it.',
    next: 'Leave the password out, or ask for the password-protected file.',
  }),
  'passphrase-missing': (_, { face }) => ({
    what: 'This file is password-protected.',
    next: face === 'cli' ? 'Give the password on stdin with --passphrase-stdin.' : 'Enter its password.',
  }),
  'passphrase-wrong': () => ({
    what: 'The password does not open this file, or the file was changed on its way.',
    next: 'Enter the password again, or ask for the file again.',
  }),
  'passphrase-length': ({ characters, least, most }) => ({
    what: `The password has ${characters} characters; ${least} to ${most} are needed.`,
    next: 'Use four or five words that no one else would combine.',
  }),
  'sealed-damaged': () => ({
    what: 'This password-protected file is damaged, or was written by a newer Sendproof.',
    next: 'Ask for it again.',
  }),

  'export-too-large': ({ most, withAttachments }) => ({
    what: `The export would be larger than ${mb(most)}.`,
    next: withAttachments
      ? 'Export without the attachments and send them separately.'
      : 'The setup has too many runs to be exported as a whole.',
  }),
  'import-too-large': ({ most }) => ({
    what: `The setup file is larger than ${mb(most)}.`,
    next: 'Ask for an export without attachments.',
  }),
  'import-attachments-too-large': ({ most, joined }) => ({
    what: joined
      ? `With the attachments of the file the setup would exceed ${mb(most)}.`
      : `The attachments in this file are larger than ${mb(most)}.`,
    next: 'Ask for an export without attachments.',
  }),
  'import-attachment-length': ({ name }) => ({
    what: `The attachment “${name}” in this file is not as long as the file says. Nothing was changed here.`,
    next: 'Ask for a new export.',
  }),
  'import-attachment-changed': ({ name }) => ({
    what: `The attachment “${name}” in this file does not match its fingerprint. Nothing was changed here.`,
    next: 'Ask for a new export.',
  }),
  'import-run-taken': () => ({
    what: 'This setup file contains a run that belongs to another setup on this PC.',
    next: 'Ask for a new export.',
  }),
  'import-recipe-missing': ({ recipe }) => ({
    what: `The product “${recipe}” of this setup is not installed on this PC.`,
    next: 'Put its file into the recipes folder, then import again.',
  }),
  'import-here-already': ({ name }, { face }) => ({
    what: `This setup is already on this PC as “${name}”.`,
    next: `Leave the name out${face === 'cli' ? ' (--name)' : ''}: the file is then merged into it.`,
  }),
  'import-name-taken': ({ name }, { face }) => ({
    what: `Another setup is already called “${name}”.`,
    next: face === 'cli' ? 'Choose a name with --name.' : 'Choose another name.',
  }),
  'import-other-kind': ({ name }) => ({
    what: `The file does not fit the setup “${name}” on this PC: one is for practice, or for another product.`,
    next: 'Ask for the right file.',
  }),
  'import-cloud-unknown': ({ cloud }, { face }) => ({
    what: `The setup is in the cloud “${cloud}”, which this PC does not know.`,
    next:
      face === 'cli'
        ? 'Give its cloud file with --cloud FILE.'
        : 'Import it on the command line: setup import FILE --cloud CLOUDFILE.',
  }),
  'people-unreadable': ({ given }) => ({
    what: `“${given}” is neither a name nor a name with an address.`,
    next: 'Enter one person a line, for example: Kim Lee <kim@contoso.com>',
  }),
  'people-too-many': ({ most }) => ({
    what: `At most ${most} people can be named for a setup.`,
    next: 'Name those who renew the credential.',
  }),
  'import-file-closed': () => ({ what: 'This file is no longer open.', next: 'Choose it again.' }),

  'template-other-product': ({ template, setup }) => ({
    what: `The template is for the product “${template}”, and this setup is for “${setup}”.`,
    next: 'Choose a template for the same product.',
  }),

  'attachment-too-large': ({ name, most }) => ({
    what: `“${name}” is larger than ${mb(most)}.`,
    next: 'Attach a smaller file, or a note that says where it is.',
  }),
  'attachments-too-large': ({ name, most }) => ({
    what: `With “${name}” the attachments of this setup would exceed ${mb(most)}.`,
    next: 'Attach a smaller file, or a note that says where it is.',
  }),
  'attachment-empty': ({ path }) => ({ what: `The file ${path} is empty.`, next: 'Choose another file.' }),
  'attachment-already': ({ name }) => ({
    what: `“${name}” is already attached to this step.`,
    next: 'There is nothing to do.',
  }),
  'attachment-unknown': ({ hash }) => ({
    what: `No single attachment has a fingerprint that starts with “${hash}”.`,
    next: 'Give at least six characters of the fingerprint from the list of attachments.',
  }),
  'attachment-not-here': ({ name, who }) => ({
    what: `The content of “${name}” is not on this PC.`,
    next: `Ask ${who} for it, or for an export with attachments.`,
  }),
  'attachment-damaged': () => ({
    what: 'The saved attachment is damaged: its content no longer matches its fingerprint.',
    next: 'Attach the file again.',
  }),
  'attachment-unreadable': () => ({
    what: 'The attachment could not be read.',
    next: 'Check that you can read the data folder.',
  }),
}
