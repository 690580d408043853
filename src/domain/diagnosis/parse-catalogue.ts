/** Reads the diagnosis catalogue: the files of assets/remedies, each a list of causes, and those of assets/diagnosis. */
import { z } from 'zod'
import type { Said } from '../app-error.ts'
import { problemErrors, schemaErrors, type AssetProblem } from '../asset-problems.ts'
import { err, ok, type Result } from '../result.ts'
import { RemedyEntrySchema, type Catalogue, type RemedyEntry } from './catalogue.ts'
import { placeholderNames } from './fill.ts'
import { folded } from './fold.ts'
import { shortestPhrase } from './phrases.ts'
import { VocabularySchema, type Vocabulary } from './vocabulary.ts'

const EntryList = z.array(RemedyEntrySchema).max(400)

/** `remedies` is the content of one file, or the lists of several put together; `vocabulary` what stands in assets/diagnosis. */
export function parseCatalogue(remedies: unknown, vocabulary: unknown): Result<Catalogue, Said[]> {
  const causes = EntryList.safeParse(remedies)
  if (!causes.success) return err(schemaErrors(causes.error.issues))
  const words = VocabularySchema.safeParse(vocabulary)
  if (!words.success) return err(schemaErrors(words.error.issues))
  const problems = [
    ...causes.data.flatMap(entryProblems),
    ...twice(causes.data.map((entry) => entry.tag)).map((at) => ({
      path: `[${at}].tag`,
      what: `“${causes.data[at]?.tag ?? ''}” is used twice`,
    })),
    ...vocabularyProblems(words.data),
    ...causes.data.flatMap((entry, index) => referenceProblems(entry, index, words.data)),
  ]
  return problems.length === 0
    ? ok({ causes: causes.data, vocabulary: words.data })
    : err(problemErrors(problems))
}

/** Of a list, the places of what stood in it before. */
function twice(list: readonly string[]): number[] {
  return list.flatMap((one, index) => (list.indexOf(one) === index ? [] : [index]))
}

function vocabularyProblems({ meanings, speakers, mailWords }: Vocabulary): AssetProblem[] {
  const phrases = [
    ...meanings.flatMap(({ id, says }) =>
      Object.values(says)
        .flat()
        .map((phrase) => [id, phrase] as const),
    ),
    ...speakers.flatMap(({ id, words }) => words.map((phrase) => [id, phrase] as const)),
    ...mailWords.map((phrase) => ['mailWords', phrase] as const),
  ]
  return [
    ...twice([...meanings, ...speakers].map(({ id }) => id)).map((at) => ({
      path: 'vocabulary',
      what: `“${[...meanings, ...speakers][at]?.id ?? ''}” is used twice`,
    })),
    ...phrases
      .filter(([, phrase]) => isTooShort(phrase))
      .map(([id, phrase]) => ({
        path: id,
        what: tooShort(phrase),
      })),
  ]
}

/** A line that names a meaning or a speaker which does not exist would never hold. */
function referenceProblems(entry: RemedyEntry, index: number, words: Vocabulary): AssetProblem[] {
  const meanings = new Set(words.meanings.map(({ id }) => id))
  const speakers = new Set(words.speakers.map(({ id }) => id))
  return entry.match.flatMap((line, at) => [
    ...[line.means, line.meansToo, line.meansNot]
      .flatMap((ids) => ids ?? [])
      .filter((id) => !meanings.has(id))
      .map((id) => ({ path: `[${index}].match[${at}]`, what: `there is no meaning “${id}”` })),
    ...[line.speaker, line.speakerNot]
      .flatMap((ids) => ids ?? [])
      .filter((id) => !speakers.has(id))
      .map((id) => ({ path: `[${index}].match[${at}]`, what: `there is no speaker “${id}”` })),
  ])
}

function isTooShort(phrase: string): boolean {
  return !phrase.startsWith('=') && folded(phrase).length < shortestPhrase
}

function tooShort(phrase: string): string {
  return `“${phrase}” has fewer than ${shortestPhrase} letters and digits`
}

function entryProblems(entry: RemedyEntry, index: number): AssetProblem[] {
  const empty = entry.match.flatMap((line, at) =>
    [line.aadsts, line.smtp, line.http, line.code, line.means, line.speaker, line.words, line.any].every(
      (part) => part === undefined,
    )
      ? [{ path: `[${index}].match[${at}]`, what: 'names no code and no words, so it would fit every text' }]
      : [],
  )
  const short = entry.match.flatMap((line, at) =>
    [line.words, line.any, line.also, line.not]
      .flatMap((phrases) => phrases ?? [])
      .filter(isTooShort)
      .map((phrase) => ({ path: `[${index}].match[${at}]`, what: tooShort(phrase) })),
  )
  const texts = [
    entry.title,
    entry.explanation,
    entry.ask ?? '',
    entry.takes ?? '',
    entry.check ?? '',
    ...entry.remedies.flatMap((remedy) => [
      remedy.text,
      remedy.command ?? '',
      remedy.takes ?? '',
      remedy.check ?? '',
      ...remedy.portal,
    ]),
  ]
  // single words in braces; PowerShell's own braces ({Read}, {$_}) do not look like that in a remedy
  const unknown = texts.flatMap((text) =>
    [...text.matchAll(/(?<![$@])\{([A-Za-z]+)\}/g)].flatMap(([, name = '']) =>
      (placeholderNames as readonly string[]).includes(name) ? [] : [name],
    ),
  )
  return [
    ...empty,
    ...short,
    ...unknown.map((name) => ({ path: `[${index}]`, what: `nothing fills in {${name}}` })),
  ]
}
