/** Reads the diagnosis catalogue: the files of assets/remedies, each a list of causes, and those of assets/diagnosis. */
import { firstOf, schemaProblems, type AssetProblem } from '../problem/asset-problem.ts'
import { err, ok, type Result } from '../result.ts'
import { RemedyListSchema, type Catalogue, type RemedyEntry } from './catalogue.schema.ts'
import { placeholderNames } from './fill.ts'
import { folded } from './fold.ts'
import { shortestPhrase } from './phrases.ts'
import { VocabularySchema, type Vocabulary } from './vocabulary.schema.ts'

/** `remedies` is the content of one file, or the lists of several put together; `vocabulary` what stands in assets/diagnosis. */
export function parseCatalogue(remedies: unknown, vocabulary: unknown): Result<Catalogue, AssetProblem[]> {
  const causes = RemedyListSchema.safeParse(remedies)
  if (!causes.success) return err(schemaProblems(causes.error.issues, remedies))
  const words = VocabularySchema.safeParse(vocabulary)
  if (!words.success) return err(schemaProblems(words.error.issues, vocabulary))
  const problems: AssetProblem[] = [
    ...causes.data.flatMap(entryProblems),
    ...twice(causes.data.map((entry) => entry.tag)).map((at) => ({
      code: 'used-twice' as const,
      path: `[${at}].tag`,
      name: causes.data[at]?.tag ?? '',
    })),
    ...vocabularyProblems(words.data),
    ...causes.data.flatMap((entry, index) => referenceProblems(entry, index, words.data)),
    ...causes.data.flatMap((entry, index) => neighbourProblems(entry, index, causes.data)),
  ]
  return problems.length === 0 ? ok({ causes: causes.data, vocabulary: words.data }) : err(firstOf(problems))
}

/** Of a list, the places of what stood in it before. */
function twice(list: readonly string[]): number[] {
  return list.flatMap((one, index) => (list.indexOf(one) === index ? [] : [index]))
}

function vocabularyProblems({ meanings, speakers, anchors }: Vocabulary): AssetProblem[] {
  const phrases = [
    ...meanings.flatMap(({ id, says }) =>
      Object.values(says)
        .flat()
        .map((phrase) => [id, phrase] as const),
    ),
    ...speakers.flatMap(({ id, words }) => words.map((phrase) => [id, phrase] as const)),
    ...[...anchors.strong, ...anchors.weak].map((phrase) => ['anchors', phrase] as const),
  ]
  return [
    ...twice([...meanings, ...speakers].map(({ id }) => id)).map((at) => ({
      code: 'used-twice' as const,
      path: 'vocabulary',
      name: [...meanings, ...speakers][at]?.id ?? '',
    })),
    ...phrases.filter(([, phrase]) => isTooShort(phrase)).map(([id, phrase]) => tooShort(id, phrase)),
  ]
}

/** A line that names a meaning or a speaker which does not exist would never hold. */
function referenceProblems(entry: RemedyEntry, index: number, words: Vocabulary): AssetProblem[] {
  const meanings = new Set(words.meanings.map(({ id }) => id))
  const speakers = new Set(words.speakers.map(({ id }) => id))
  return entry.match.flatMap((line, at): AssetProblem[] => [
    ...[line.means, line.meansToo, line.meansNot]
      .flatMap((ids) => ids ?? [])
      .filter((id) => !meanings.has(id))
      .map((name) => ({
        code: 'no-such' as const,
        path: `[${index}].match[${at}]`,
        kind: 'meaning' as const,
        name,
      })),
    ...[line.speaker, line.speakerNot]
      .flatMap((ids) => ids ?? [])
      .filter((id) => !speakers.has(id))
      .map((name) => ({
        code: 'no-such' as const,
        path: `[${index}].match[${at}]`,
        kind: 'speaker' as const,
        name,
      })),
  ])
}

/** A page that leads to nowhere, or to itself. */
function neighbourProblems(entry: RemedyEntry, index: number, all: readonly RemedyEntry[]): AssetProblem[] {
  return entry.neighbours
    .filter((name) => name === entry.tag || !all.some(({ tag }) => tag === name))
    .map((name) => ({ code: 'no-such', path: `[${index}].neighbours`, kind: 'cause', name }))
}

function isTooShort(phrase: string): boolean {
  return !phrase.startsWith('=') && folded(phrase).length < shortestPhrase
}

function tooShort(path: string, phrase: string): AssetProblem {
  return { code: 'phrase-short', path, phrase, least: shortestPhrase }
}

function entryProblems(entry: RemedyEntry, index: number): AssetProblem[] {
  const empty = entry.match.flatMap((line, at): AssetProblem[] =>
    [line.aadsts, line.smtp, line.http, line.code, line.means, line.speaker, line.words, line.any].every(
      (part) => part === undefined,
    )
      ? [{ code: 'match-empty', path: `[${index}].match[${at}]` }]
      : [],
  )
  const short = entry.match.flatMap((line, at) =>
    [line.words, line.any, line.also, line.not]
      .flatMap((phrases) => phrases ?? [])
      .filter(isTooShort)
      .map((phrase) => tooShort(`[${index}].match[${at}]`, phrase)),
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
    ...unknown.map((name) => ({ code: 'nothing-fills-in' as const, path: `[${index}]`, name })),
  ]
}
