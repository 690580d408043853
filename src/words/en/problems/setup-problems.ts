import type { SetupProblems } from '../../../domain/problem/setup-problems.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { terms } from '../terms.ts'

export const setupProblems: ProblemWords<SetupProblems> = {
  'setup-name-taken': ({ name }) => ({
    what: `There is already a setup called “${name}”.`,
    next: 'Choose another name.',
  }),
  'setup-unknown': ({ name, known }, { face }) => ({
    what: `There is no setup called “${name}”.`,
    next:
      known.length > 0
        ? `Known: ${known.map((one) => `“${one}”`).join(', ')}.`
        : face === 'cli'
          ? 'Create one with “setup create”.'
          : 'Create one on the Setups page.',
  }),
  'setup-gone': (_, { face }) => ({
    what: 'This setup has been removed.',
    next: face === 'cli' ? 'See “setup list”.' : 'Go back to the Setups page.',
  }),
  'recipe-missing': ({ recipe, setup }) => ({
    what: `The product “${recipe}” of the setup “${setup}” is not installed on this PC.`,
    next: 'Put its file back into the recipes folder, or install the version of Sendproof that has it.',
  }),
  'recipe-unknown': ({ recipe, known }) => ({
    what: `There is no product “${recipe}”.`,
    next: `Known: ${known.join(', ')}.`,
  }),
  'cloud-unknown': ({ cloud, known }, { face }) => ({
    what: `There is no cloud “${cloud}”.`,
    next: `Known: ${known.join(', ')}.${face === 'cli' ? ' Or give a cloud file: --cloud FILE.' : ''}`,
  }),
  'practice-ids-fixed': () => ({
    what: 'A practice setup gets its tenant ID and client ID from the practice tenant.',
    next: 'To enter your own, create a setup for a real tenant.',
  }),
  'tenant-unknown': ({ domain, cloud }) => ({
    what: `There is no tenant with the domain ${domain} in the cloud “${cloud}”.`,
    next: 'Check the spelling and the cloud, or enter the Directory (tenant) ID.',
  }),
  'tenant-not-looked-up': ({ domain, host }) => ({
    what: `The tenant ID of ${domain} could not be looked up at ${host}.`,
    next: 'Check the network and the proxy and try again, or enter the Directory (tenant) ID in the setup.',
  }),

  'setup-changed-meanwhile': () => ({
    what: 'The setup was changed while the question was open. Nothing was sent.',
    next: 'Check the mailboxes and start again.',
  }),

  'step-unknown': ({ step, known }) => ({
    what: `This setup has no step “${step}”.`,
    next: `Its steps: ${known.join(', ')}.`,
  }),
  'step-note-too-long': ({ characters, most }) => ({
    what: `The note has ${characters} characters; at most ${most} can be saved.`,
    next: 'Shorten it, or attach the long text as a file.',
  }),
  'step-ruled-out': ({ title }) => ({
    what: `“${title}” is not needed in this setup.`,
    next: 'If it should be, change the answers or the list of mailboxes.',
  }),
  'step-state-same': ({ title, state }) => ({
    what: `“${title}” is already ${terms.stateInSentence(state)}.`,
    next: 'Add a note if there is something to say about it.',
  }),
  'step-never-moved': ({ title }) => ({
    what: `“${title}” has not been changed yet.`,
    next: 'There is nothing to undo.',
  }),
  'step-moved-by-other': ({ title, who }) => ({
    what: `${who} changed “${title}” last, and only a person’s change can be undone.`,
    next: 'Set the state yourself, with a note that says why.',
  }),
  'step-only-noted': ({ title }) => ({
    what: `The last entry of “${title}” is a note, and notes stay.`,
    next: 'Set the state yourself.',
  }),

  'practice-setups-only': () => ({
    what: 'Only a practice setup has a practice tenant.',
    next: 'Do the step in the portal and mark it done.',
  }),
  'practice-step-not-offered': ({ title, automated }) => ({
    what: `The practice administrator does not do “${title}”.`,
    next: automated ? 'Sendproof does this step itself.' : 'Mark it done yourself.',
  }),
  'practice-unregistered': () => ({
    what: 'The practice tenant has no registration for this product yet.',
    next: 'Do the step that registers the application first.',
  }),
  'practice-refused': () => ({
    what: 'The practice tenant refused this.',
    next: 'Do the steps this one needs first.',
  }),
  'practice-unreachable': () => ({
    what: 'The practice tenant could not be reached.',
    next: 'Try again.',
  }),
  'practice-disk-full': () => ({
    what: 'The disk is full, so the practice tenant could not save its state.',
    next: 'Free some space on the disk, or choose another data folder, then try again.',
  }),
  'practice-not-started': () => ({
    what: 'The practice tenant could not be started.',
    next: 'Check that you can write to the data folder and that programs may listen on 127.0.0.1.',
  }),
  'practice-port-taken': () => ({
    what: 'Another program uses the port of the practice tenant.',
    next: 'Close the other program and try again.',
  }),
  'practice-wrong-start': () => ({
    what: 'The practice tenant cannot be started like this.',
    next: 'Correct the faults or the number of mailboxes and try again.',
  }),
  'practice-fault-unknown': ({ fault }) => ({ what: `There is no fault “${fault}”.` }),
}
