/** A catalogue made ready once: phrases folded, one index over all of them, and what each code can mean. */
import type { Catalogue, MatchLine, RemedyEntry } from './catalogue.schema.ts'
import type { ReadersKnowledge } from './facts.ts'
import { edgedKey, PhraseIndex, phraseKey, ruleKey } from './phrases.ts'
import { plainOf, type Plain } from './strangers.ts'

export interface ReadyLine extends MatchLine {
  readonly smtpCodes: readonly string[] | undefined
}

export interface ReadyCatalogue {
  readonly entries: readonly { readonly entry: RemedyEntry; readonly lines: readonly ReadyLine[] }[]
  readonly reader: ReadersKnowledge
  /** By code (“aadsts 50126”, “5.7.139”): the causes that the catalogue gives for it. */
  readonly causesOfCode: ReadonlyMap<string, ReadonlySet<string>>
}

const prepared = new WeakMap<Catalogue, ReadyCatalogue>()

export function readyCatalogue(catalogue: Catalogue): ReadyCatalogue {
  const known = prepared.get(catalogue)
  if (known !== undefined) return known
  const { causes, vocabulary } = catalogue
  const entries = causes.map((entry) => ({ entry, lines: entry.match.map(readyLine) }))
  const lines = entries.flatMap((one) => one.lines)
  const meaningsOfPhrase = new Map<string, string[]>()
  const meaningsOfCode = new Map<string, string[]>()
  for (const { id, says, codes } of vocabulary.meanings) {
    for (const phrase of Object.values(says).flat()) addTo(meaningsOfPhrase, ruleKey(phrase), id)
    for (const code of codes) addTo(meaningsOfCode, code, id)
  }
  const speakers = vocabulary.speakers.map((speaker) => ({ speaker, words: speaker.words.map(edgedKey) }))
  const strongAnchors = vocabulary.anchors.strong.map(edgedKey)
  const weakAnchors = vocabulary.anchors.weak.map(edgedKey)
  const numbersOfName = new Map(
    Object.entries(vocabulary.entraNames).map(([name, number]) => [phraseKey(`=${name}`), number]),
  )
  const ready: ReadyCatalogue = {
    entries,
    reader: {
      index: new PhraseIndex([
        ...lines.flatMap(({ words, any, also, not }) =>
          [words, any, also, not].flatMap((part) => part ?? []),
        ),
        ...meaningsOfPhrase.keys(),
        ...speakers.flatMap((one) => one.words),
        ...strongAnchors,
        ...weakAnchors,
        ...numbersOfName.keys(),
      ]),
      aadsts: new Set(lines.flatMap((line) => line.aadsts ?? [])),
      numbersOfName,
      meaningsOfPhrase,
      meaningsOfCode,
      speakers,
      strongAnchors,
      weakAnchors,
      plain: plainVocabulary(catalogue),
      hosts: vocabulary.hosts,
    },
    causesOfCode: causesOfCode(entries),
  }
  prepared.set(catalogue, ready)
  return ready
}

function readyLine(line: MatchLine): ReadyLine {
  const { words, any, also, not, ...rest } = line
  return {
    ...rest,
    ...(words === undefined ? {} : { words: words.map(ruleKey) }),
    ...(any === undefined ? {} : { any: any.map(ruleKey) }),
    ...(also === undefined ? {} : { also: also.map(ruleKey) }),
    ...(not === undefined ? {} : { not: not.map(ruleKey) }),
    smtpCodes: line.smtp === undefined || Array.isArray(line.smtp) ? line.smtp : [line.smtp],
  }
}

/** Every sentence and name that the catalogue knows, whoever says it, and what any trade says. */
function plainVocabulary({ causes, vocabulary }: Catalogue): Plain {
  const { meanings, speakers, anchors, plainWords, entraNames, hosts } = vocabulary
  return plainOf([
    ...Object.values(plainWords),
    ...meanings.flatMap(({ says }) => Object.values(says).flat()),
    ...speakers
      .filter(({ kind }) => kind === 'microsoft' || kind === 'program')
      .flatMap(({ words }) => words),
    ...anchors.strong,
    ...anchors.weak,
    ...Object.keys(entraNames),
    ...Object.values(hosts).flat(),
    ...causes.flatMap(({ match }) =>
      match.flatMap(({ words, any, also }) => [words, any, also].flatMap((part) => part ?? [])),
    ),
  ])
}

function causesOfCode(entries: ReadyCatalogue['entries']): Map<string, Set<string>> {
  const causes = new Map<string, Set<string>>()
  for (const { entry, lines } of entries)
    for (const { aadsts, smtpCodes } of lines) {
      for (const number of aadsts ?? []) addToSet(causes, `aadsts ${number}`, entry.tag)
      for (const code of (smtpCodes ?? []).flatMap((one) => one.split(' ')))
        if (code.includes('.') && !code.endsWith('xx')) addToSet(causes, code, entry.tag)
    }
  return causes
}

function addTo(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}

function addToSet(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key)
  if (set === undefined) map.set(key, new Set([value]))
  else set.add(value)
}
