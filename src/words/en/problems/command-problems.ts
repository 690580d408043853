import type { CommandProblems } from '../../../domain/problem/command-problems.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { terms } from '../terms.ts'

const or = new Intl.ListFormat('en', { type: 'disjunction' })
const quoted = (text: string) => `“${text}”`
const known = (all: readonly string[]) => `Known: ${all.join(', ')}.`

/** What an option that is missing has to name. */
const wanted: Readonly<Record<string, string>> = {
  '--recipe': 'a product id from “recipe list”',
  '--name': 'a name for the setup',
  '--tenant': 'the Directory (tenant) ID, or use --practice',
  '--out': 'the file to write',
  '--data': 'the data folder',
  '--format': 'html, pdf, json or csv',
  NAME: 'the setup',
}

const standardInput = {
  'client-secret': terms.credentialInSentence('secret'),
  passphrase: terms.passwordInSentence,
} as const

export const commandProblems: ProblemWords<CommandProblems> = {
  'command-unknown': ({ words, alike }) => ({
    what: `There is no command ${quoted(words.join(' '))}.`,
    next: alike.length > 0 ? `Did you mean: ${alike.join(', ')}?` : 'Try “help”.',
  }),
  'command-misused': ({ said, usage }) => ({ what: `${said}.`, next: `Usage: ${usage}` }),
  'words-too-many-or-few': ({ command, words, usage }) => ({
    what:
      words.length === 0
        ? `${quoted(command)} needs more than its name.`
        : `${quoted(command)} takes other words than ${quoted(words.join(' '))}.`,
    next: `Usage: ${usage}`,
  }),
  'option-missing': ({ option }) => ({
    what: `${option} is missing: name ${wanted[option] ?? 'its value'}.`,
  }),
  'options-exclude': ({ option, other }) => ({
    what: `${option} does not go with ${other}.`,
    next: `Leave one of them out.`,
  }),
  'option-twice': ({ option }) => ({ what: `${option} is given twice.`, next: 'Leave one of them out.' }),
  'option-needs': ({ option, needs }) => ({ what: `${option} only goes with ${or.format(needs)}.` }),
  'one-of-options-missing': ({ options }) => ({ what: `Use exactly one of ${options.join(', ')}.` }),
  'option-not-an-id': ({ option, given }) => ({
    what: `${option} takes an Application (client) ID, not “${given}”.`,
    next: 'Copy it from the Overview page of the app registration.',
  }),
  'nothing-to-change': ({ options }) => ({
    what: `Name what to change: ${or.format(options)}.`,
  }),
  'option-not-a-number': ({ option, given, least, most }) => ({
    what: `${option} takes a whole number from ${least} to ${most}, not ${quoted(given)}.`,
  }),
  'option-not-one-of': ({ option, given, choices }) => ({
    what: `${option} takes ${or.format(choices)}, not ${quoted(given)}.`,
  }),
  'language-unknown': ({ given, known: all }) => ({
    what: `Sendproof does not speak ${quoted(given)}.`,
    next: known(all),
  }),
  'file-not-readable': ({ file }) => ({
    what: `The file ${quoted(file)} cannot be read.`,
    next: 'Check the path and your permissions.',
  }),
  'answers-not-an-object': ({ file }) => ({
    what: `The answers file ${quoted(file)} must hold a JSON object of question ids and answers.`,
  }),
  'answers-not-json': ({ file }) => ({
    what: `The answers file ${quoted(file)} cannot be read as JSON.`,
    next: 'Check the path and the content.',
  }),
  'answer-without-name': ({ given }) => ({ what: `--answer takes NAME=VALUE, not ${quoted(given)}.` }),
  'diagnosis-answer-shape': ({ given }) => ({
    what: `${quoted(given)} is not an answer.`,
    next: 'Write QUESTION=CHOICE; “diagnose” prints both with the question.',
  }),
  'cause-unknown': ({ given }, { face }) => ({
    what: `There is no cause with the tag ${quoted(given)}.`,
    next: face === 'cli' ? '“diagnose --causes” lists them.' : 'Choose one from the list.',
  }),
  'text-over-limit': ({ most }) => ({
    what: `The text is larger than ${Math.floor(most / 1_000_000)} MB.`,
    next: 'Cut it down to the part with the error.',
  }),
  'json-line-shape': ({ line }) => ({ what: `Line ${line} is not a JSON object with id and text.` }),
  'template-of-other-recipe': ({ recipe }) => ({
    what: `The template is for the product ${quoted(recipe)}.`,
    next: 'Leave --recipe out, or use another template.',
  }),
  'recipe-unknown': ({ recipe, known: all }) => ({
    what: `There is no recipe ${quoted(recipe)}.`,
    next: known(all),
  }),
  'step-state-unknown': ({ given, known: all }) => ({
    what: `${quoted(given)} is not a state of a step.`,
    next: `States: ${all.join(', ')}.`,
  }),
  'removal-not-confirmed': () => ({
    what: 'Removing a setup cannot be undone.',
    next: 'Confirm it with --yes.',
  }),
  'mailboxes-not-listed': ({ addresses }) => ({
    what: `${addresses.join(', ')} ${addresses.length === 1 ? 'is' : 'are'} not in the list of mailboxes.`,
    next: 'See “mailbox list”.',
  }),
  'secret-on-command-line': () => ({
    what: 'A secret does not belong on the command line: other programs and the history of the shell can read it.',
    next: 'Put it on standard input. If you typed a real one here, replace it in the app registration.',
  }),
  'standard-input-lines': ({ what }) => ({
    what: 'There is more than one line on standard input.',
    next: `Put the ${standardInput[what]} there and nothing else.`,
  }),
  'standard-input-empty': ({ what }) => ({
    what: `Standard input must hold the ${standardInput[what]}, on one line.`,
    next: 'Type it, or send it with a pipe.',
  }),
  'file-wants-passphrase': () => ({
    what: 'The file is password-protected.',
    next: 'Add --passphrase-stdin and put the password on standard input.',
  }),
  'certificate-names-its-end': () => ({
    what: 'A certificate says itself when it expires: leave --expires out.',
  }),
  'days-not-a-number': ({ given }) => ({
    what: `--within takes a number of days, such as 30d, not ${quoted(given)}.`,
  }),
  'output-not-written': ({ ended }) => ({
    what: `The result could not be written to standard output. The command itself ended with exit code ${ended}.`,
    next: 'Check the disk or the program that it was sent to.',
  }),
  'check-takes-one-file': () => ({ what: '--check takes one file and nothing else.' }),
}
