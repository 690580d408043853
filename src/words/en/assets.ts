/** What is wrong with a data file, for whoever writes one. */
import type { AssetWords } from '../shape/say-asset.ts'
import { list, size, wholeNumber } from '../shape/format.ts'

const locale = 'en-GB'

const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of members',
  record: 'a block of members',
  null: 'empty',
}
const typeWords = (type: string) => types[type] ?? type

const formats: Readonly<Record<string, string>> = {
  url: 'is not an https address',
  guid: 'is not an ID of the form 00000000-0000-0000-0000-000000000000',
  date: 'is not a date of the form 2027-03-31',
}

const units = { text: ['character', 'characters'], list: ['entry', 'entries'] } as const
const amount = (of: keyof typeof units, count: number) =>
  `${wholeNumber(count, locale)} ${units[of][count === 1 ? 0 : 1]}`

const kinds = {
  step: 'step',
  question: 'question',
  part: 'part',
  meaning: 'meaning',
  speaker: 'speaker',
  cause: 'cause',
} as const

const permission = ({ kind, value, resource }: { kind: string; value: string; resource: string }) =>
  `${kind} permission “${value}” of ${resource}`

export const assets = {
  problems: {
    'file-unreadable': ({ file }) =>
      `The file “${file}” cannot be read. Check the path, and whether you may read it`,
    'too-large': ({ bytes }) => `The file is larger than ${size(bytes, locale)}`,
    'too-deep': () => 'The file is nested too deeply',
    'not-yaml': ({ reader }) => reader,
    alias: ({ name }) => `“*${name}” repeats another place; write it out`,

    missing: () => 'is missing',
    'wrong-type': ({ expected, received }) =>
      `has to be ${typeWords(expected)}, but is ${typeWords(received)}`,
    'not-one-of': ({ values }) =>
      values.length === 1
        ? `has to be ${values.join('')}`
        : `has to be one of these: ${values.map((value) => `“${value}”`).join(', ')}`,
    'above-most': ({ of, most }) =>
      of === 'number'
        ? `must not be more than ${wholeNumber(most, locale)}`
        : `must not have more than ${amount(of, most)}`,
    'below-least': ({ of, least }) =>
      of === 'number'
        ? `must not be less than ${wholeNumber(least, locale)}`
        : least === 1
          ? 'must not be empty'
          : `needs at least ${amount(of, least)}`,
    'wrong-format': ({ format }) => formats[format] ?? 'is not written the way it has to be here',
    'wrong-shape': () => 'has a form that is not allowed here',
    'unread-members': ({ names }) =>
      `has ${names.length === 1 ? 'a member' : 'members'} nobody reads: ${names.join(', ')}`,
    'invisible-characters': () => 'holds invisible characters',
    'id-letters': () => 'use lower-case letters, digits and hyphens, with a letter first',
    'not-https': () => 'must be an https address',
    'link-parts': () => 'must be an https address without a user name, password or port, on a named host',
    'ends-too-early': () => 'ends before it begins',
    'id-without-source': () => 'has an id exactly when one was found',
    'consent-not-admin': () => 'is admin for every application permission',

    'used-twice': ({ name }) => `“${name}” is used twice`,
    'listed-twice': ({ name }) => `“${name}” is listed twice`,
    'own-fact': ({ name }) => `“${name}” is a fact that Sendproof fills in by itself`,
    'not-an-option': ({ value }) => `“${value}” is not one of the options`,
    'no-such': ({ kind, name }) => `there is no ${kinds[kind]} “${name}”`,
    circle: ({ steps }) => `these steps wait for each other in a circle: ${steps.join(', ')}`,
    'answer-is-text': ({ question }) => `“${question}” is answered with text`,
    'answer-is-flag': ({ question }) => `“${question}” is answered with true or false`,
    'not-an-answer': ({ value, question }) =>
      `${value === null ? 'this' : `“${value}”`} is not an answer to “${question}”`,
    'ask-missing': () => 'an open point needs the question to put to the vendor',
    'nothing-fills-in': ({ name }) => `nothing fills in {${name}}`,
    'names-itself': () => 'it cannot hold {displayName} itself',
    'permission-unknown': ({ value }) =>
      `“${value}” is not a permission that Sendproof knows; check its spelling`,
    'permission-elsewhere': ({ asked, known }) =>
      `there is no ${permission(asked)}; known is the ${permission(known)}`,
    'redirect-refused': ({ finding }, to) => to.finding(finding),
    'outside-accepted': () => 'a mailbox outside the scope has to be refused, or the scope proves nothing',
    'nothing-shared': () => 'nothing of this kind is shared; write it out',
    'not-shared': ({ known }) => `nothing shared has this name; there are ${list(known, locale)}`,
    'phrase-short': ({ phrase, least }) => `“${phrase}” has fewer than ${least} letters and digits`,
    'match-empty': () => 'names no code and no words, so it would fit every text',
    'id-of-ours': ({ id }) => `“${id}” is the id of a recipe that comes with Sendproof`,
    'id-of-another': ({ id }) => `Another file has the id “${id}” already`,
  },
  placed: ({ line, column, path }, what) =>
    [
      ...(line === undefined || column === undefined ? [] : [`line ${line}, column ${column}`]),
      ...(path === null ? [] : [path === '' ? 'the file' : path]),
      /[.!?]$/.test(what) ? what : `${what}.`,
    ].join(': '),
} as const satisfies AssetWords
