/**
 * What of the catalogue people read, apart from the rules. English stands beside the rules; another language has the
 * same texts in `assets/remedies/<code>/*.yaml`: each file holds some of the tags, and one holds `asking` as well.
 */
import { firstOf, type AssetProblem } from '../problem/asset-problem.ts'
import { err, ok, type Result } from '../result.ts'
import type { Catalogue, CatalogueRemedy, RemedyEntry } from './catalogue.schema.ts'
import type { Vocabulary } from './vocabulary.schema.ts'

interface RemedyTexts {
  readonly text: string
  readonly portal: string[]
  readonly takes?: string
  readonly check?: string
}

interface CauseTexts {
  readonly title: string
  readonly explanation: string
  readonly ask?: string
  /** By the id of the choice. */
  readonly choices?: Readonly<Record<string, string>>
  readonly takes?: string
  readonly check?: string
  readonly remedies: readonly RemedyTexts[]
}

/** The causes by tag, and what the engine itself asks for. */
export interface CatalogueTexts {
  readonly causes: Readonly<Record<string, CauseTexts>>
  readonly asking: Vocabulary['asking']
}

/** As the files say it; from a folder beside them; or made from the English texts. */
export type CatalogueLanguage =
  | { readonly kind: 'written' }
  | { readonly kind: 'folder'; readonly code: string }
  | { readonly kind: 'made'; readonly by: (english: CatalogueTexts) => CatalogueTexts }

export function textsOf({ causes, vocabulary }: Catalogue): CatalogueTexts {
  return {
    causes: Object.fromEntries(causes.map((entry) => [entry.tag, textsOfCause(entry)])),
    asking: vocabulary.asking,
  }
}

function textsOfCause({ title, explanation, ask, choices, takes, check, remedies }: RemedyEntry): CauseTexts {
  return {
    title,
    explanation,
    ...(ask === undefined ? {} : { ask }),
    ...(choices === undefined
      ? {}
      : { choices: Object.fromEntries(choices.map(({ id, says }) => [id, says])) }),
    ...(takes === undefined ? {} : { takes }),
    ...(check === undefined ? {} : { check }),
    remedies: remedies.map(textsOfRemedy),
  }
}

function textsOfRemedy({ text, portal, takes, check }: CatalogueRemedy): RemedyTexts {
  return {
    text,
    portal,
    ...(takes === undefined ? {} : { takes }),
    ...(check === undefined ? {} : { check }),
  }
}

/**
 * The catalogue with the texts of another language. `say` is given the English ones and answers with what a file said.
 * A tag or a field too few or too many is a problem, and so is a placeholder that the English text does not have.
 */
export function inLanguage(
  catalogue: Catalogue,
  say: (english: CatalogueTexts) => unknown,
): Result<Catalogue, AssetProblem[]> {
  const english = textsOf(catalogue)
  const said = say(english)
  const problems = differences(english, said, '')
  if (problems.length > 0) return err(firstOf(problems))
  // of the very shape of `english` now, text for text
  const { causes, asking } = said as CatalogueTexts
  return ok({
    causes: catalogue.causes.map((entry) => {
      const texts = causes[entry.tag]
      return texts === undefined ? entry : withTexts(entry, texts)
    }),
    vocabulary: { ...catalogue.vocabulary, asking },
  })
}

function withTexts(entry: RemedyEntry, { choices, remedies, ...texts }: CauseTexts): RemedyEntry {
  return {
    ...entry,
    ...texts,
    ...(entry.choices === undefined
      ? {}
      : { choices: entry.choices.map((one) => ({ ...one, says: choices?.[one.id] ?? one.says })) }),
    remedies: entry.remedies.map((remedy, at) => ({ ...remedy, ...remedies[at] })),
  }
}

function differences(english: unknown, said: unknown, path: string): AssetProblem[] {
  if (typeof english === 'string') {
    if (typeof said !== 'string' || said.trim() === '') return [{ code: 'missing', path }]
    const known = placeholdersIn(english)
    return placeholdersIn(said)
      .filter((name) => !known.includes(name))
      .map((name) => ({ code: 'nothing-fills-in', path, name }))
  }
  if (typeof english !== 'object' || english === null) return []
  if (typeof said !== 'object' || said === null) return [{ code: 'missing', path }]
  const wanted = Object.entries(english)
  const given = said as Readonly<Record<string, unknown>>
  const below = (name: string) => (path === '' ? name : `${path}.${name}`)
  return [
    ...wanted.flatMap(([name, text]) => differences(text, given[name], below(name))),
    ...unread(
      Object.keys(given).filter((name) => !wanted.some(([known]) => known === name)),
      path,
    ),
  ]
}

function unread(names: readonly string[], path: string): AssetProblem[] {
  return names.length === 0 ? [] : [{ code: 'unread-members', path, names }]
}

function placeholdersIn(text: string): string[] {
  return [...text.matchAll(/(?<![$@])\{([A-Za-z]+)\}/g)].map(([, name = '']) => name)
}
