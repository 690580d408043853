/** The help about causes, made from the catalogue: nothing in it is written twice. Pure. */
import type { ProbeKind, Recipe } from '../recipe/recipe.schema.ts'
import { transportFacts } from '../transport/transports.ts'
import type { Catalogue, CatalogueRemedy, MatchLine, RemedyEntry } from './catalogue.schema.ts'
import type { CauseLine, CausePage, Surface } from './cause-page.schema.ts'
import { filledRemedy, fillingFor, fillText, type Filling } from './fill.ts'
import { settingOf } from './setting.ts'

/** More would not be read; a text that is not among them is pasted into Diagnose. */
const mostSentences = 12
const mostCodes = 24

/** Every cause in the order of its title. */
export function causeLines(catalogue: Catalogue): CauseLine[] {
  return catalogue.causes
    .map((entry) => {
      const filling = fillingOf(entry, catalogue)
      return {
        tag: entry.tag,
        title: fillText(entry.title, filling),
        explanation: fillText(entry.explanation, filling),
        surfaces: entry.surfaces,
        codes: codesOf(entry, catalogue),
      }
    })
    .sort((a, b) => (a.title < b.title ? -1 : 1))
}

/** Null where the catalogue has no such cause. Names that only a setup knows stay general: “the mailbox”. */
export function causePage(catalogue: Catalogue, recipes: readonly Recipe[], tag: string): CausePage | null {
  const entry = catalogue.causes.find((one) => one.tag === tag)
  if (entry === undefined) return null
  const filling = fillingOf(entry, catalogue)
  return {
    tag,
    title: fillText(entry.title, filling),
    explanation: fillText(entry.explanation, filling),
    surfaces: entry.surfaces,
    signs: {
      codes: codesOf(entry, catalogue),
      sentences: entry.seen === true ? [] : sentencesOf(entry, catalogue),
      speakers: speakersOf(entry, catalogue),
      seen: entry.seen === true,
    },
    ...(entry.ask === undefined ? {} : { ask: fillText(entry.ask, filling) }),
    remedies: entry.remedies.map((remedy) => ({
      ...filledRemedy(remedy, entry, filling),
      ...settingFor(remedy),
    })),
    links: entry.links,
    neighbours: entry.neighbours.flatMap((name) => {
      const other = catalogue.causes.find((one) => one.tag === name)
      return other === undefined ? [] : [neighbour(other, catalogue)]
    }),
    products: productsOf(entry, recipes),
  }
}

function neighbour(entry: RemedyEntry, catalogue: Catalogue): CausePage['neighbours'][number] {
  const filling = fillingOf(entry, catalogue)
  return {
    tag: entry.tag,
    title: fillText(entry.title, filling),
    ...(entry.ask === undefined ? {} : { ask: fillText(entry.ask, filling) }),
  }
}

/** As if the text had been seen where this cause is seen most, and named nobody. */
function fillingOf({ surfaces }: RemedyEntry, { vocabulary }: Catalogue): Filling {
  const context = surfaces[0] === undefined ? {} : { surface: surfaces[0] }
  return fillingFor(context, settingOf(undefined, context), undefined, vocabulary.asking.unnamed)
}

function settingFor({ for: only }: CatalogueRemedy): Pick<CausePage['remedies'][number], 'only' | 'signIn'> {
  const who = only?.identity?.filter((one) => one !== 'unknown')
  const protocols = only?.protocol?.filter((one) => one !== 'unknown') ?? []
  return {
    ...(protocols.length === 0 ? {} : { only: protocols }),
    ...(who?.length === 1 && who[0] !== undefined ? { signIn: who[0] } : {}),
  }
}

/** The likeliest lines say first what the cause is told by. */
function byConfidence(lines: readonly MatchLine[]): MatchLine[] {
  return [...lines].sort((a, b) => b.confidence - a.confidence)
}

function meaningsOf(line: MatchLine, { vocabulary }: Catalogue) {
  return vocabulary.meanings.filter(({ id }) => line.means?.includes(id) === true)
}

function codesOf(entry: RemedyEntry, catalogue: Catalogue): string[] {
  const codes = byConfidence(entry.match).flatMap((line) => [
    ...(line.aadsts ?? []).map((number) => `AADSTS${number}`),
    ...(typeof line.smtp === 'string' ? [line.smtp] : (line.smtp ?? [])),
    ...(line.http ?? []).map((status) => `HTTP ${status}`),
    ...[...(line.code ?? []), ...meaningsOf(line, catalogue).flatMap((meaning) => meaning.codes)].map(
      asPeopleWriteIt,
    ),
  ])
  return [...new Set(codes)].slice(0, mostCodes)
}

const families: Readonly<Record<string, string>> = {
  winsock: 'Winsock',
  winhttp: 'WinHTTP',
  schannel: 'SChannel',
  openssl: 'OpenSSL',
}

/** “hresult 80040213” is 0x80040213, “ora 24247” is ORA-24247. */
function asPeopleWriteIt(code: string): string {
  const [family = '', number = ''] = code.split(' ')
  if (family === 'hresult') return `0x${number.toUpperCase()}`
  if (family === 'ora') return `ORA-${number}`
  return `${families[family] ?? family} ${number}`
}

/** The sentence of a line is what must stand in a text together; each of several that may stand is one of its own. */
function sentencesOf(entry: RemedyEntry, catalogue: Catalogue): string[] {
  const sentences = byConfidence(entry.match).flatMap((line) => [
    ...(line.words === undefined ? [] : [line.words.map(plain).join(' … ')]),
    ...(line.words === undefined ? (line.any ?? []).map(plain) : []),
    ...meaningsOf(line, catalogue).flatMap(({ says }) =>
      [...(says.en ?? []), ...(says.any ?? [])].map(plain),
    ),
  ])
  return [...new Set(sentences)].filter(isReadable).slice(0, mostSentences)
}

/** “=” marks a name that must stand alone, “*” where a word may go on. */
const plain = (phrase: string) => phrase.replace(/^[=*]|\*$/g, '')

/** Other languages are recognised too, but this list is for reading. */
const isReadable = (sentence: string) => /^[\x20-\x7e…]+$/.test(sentence)

function speakersOf(entry: RemedyEntry, { vocabulary }: Catalogue): string[] {
  const ids = new Set(entry.match.flatMap((line) => line.speaker ?? []))
  return vocabulary.speakers.filter(({ id }) => ids.has(id)).map(({ name }) => name)
}

const services: readonly Surface[] = ['smtp', 'graph', 'imap', 'ews']

/**
 * A cause that is only seen on the ways products send and read concerns those that take one of these ways; one that
 * is possible for people or for applications only, those that sign in like that.
 */
function productsOf(entry: RemedyEntry, recipes: readonly Recipe[]): CausePage['products'] {
  const concerned = recipes.filter(({ verification }) =>
    verification.probes.some(({ kind }) => concerns(entry, transportFacts[kind])),
  )
  return concerned.length === recipes.length ? 'all' : concerned.map(({ name }) => name)
}

function concerns({ surfaces, signsIn }: RemedyEntry, facts: (typeof transportFacts)[ProbeKind]): boolean {
  const way = surfaces.some((surface) => !services.includes(surface)) || surfaces.includes(facts.service)
  return way && (signsIn === undefined || facts.signsIn === 'as-sends' || facts.signsIn === signsIn)
}
