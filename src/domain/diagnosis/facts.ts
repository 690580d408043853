/**
 * The reader: what stands in a text, whatever it is wrapped in, before any rule is asked. Who speaks, in which codes,
 * about which host and port, and what platforms mean by their sentences. Rules (match.ts) see these facts alone.
 */
import { platformCodes } from './codes.ts'
import { foldedWithEdges, withoutLinePrefixes } from './fold.ts'
import { isGreetedByOthers } from './greeting.ts'
import { endpointsIn, mainEndpoint, type Endpoint } from './hosts.ts'
import { programIn } from './other-programs.ts'
import type { PhraseIndex } from './phrases.ts'
import { strangersIn, type Plain, type Strangers } from './strangers.ts'
import type { Speaker, Vocabulary } from './vocabulary.schema.ts'

export interface Facts {
  /** Entra's numbers, wherever they stand. */
  readonly aadsts: ReadonlySet<number>
  /** Three-digit SMTP replies. */
  readonly basic: ReadonlySet<string>
  /** Enhanced status codes such as 5.7.139. */
  readonly enhanced: ReadonlySet<string>
  /** HTTP status codes named as such. */
  readonly http: ReadonlySet<number>
  /** Ports named beside a host or as such. */
  readonly ports: ReadonlySet<number>
  /** The known phrases that occur, folded. */
  readonly phrases: ReadonlySet<string>
  /** Numbers of other families, for example “winsock 10060”. */
  readonly codes: ReadonlySet<string>
  /** What platforms say here, in whichever language or number. */
  readonly meanings: ReadonlySet<string>
  readonly speakers: readonly Speaker[]
  readonly endpoints: readonly Endpoint[]
  /** The endpoint that the error is about, as far as can be told. */
  readonly endpoint: Endpoint | undefined
  /** What ties the text to our trade: words of ours, words that others have as well, or nothing. */
  readonly anchor: 'strong' | 'weak' | 'none'
  /** Words that have nothing to do with any sentence that is known. */
  readonly strangers: Strangers
  readonly isEnglish: boolean
  /** The server shows by its manners that it is not Exchange. */
  readonly isGreetedByOthers: boolean
  /** Whose program or PowerShell module speaks by the names of its parts. */
  readonly program: 'mail' | 'others' | 'unknown'
}

/** What the reader looks for. */
export interface ReadersKnowledge {
  readonly index: PhraseIndex
  /** Tells an AADSTS number from another number. */
  readonly aadsts: ReadonlySet<number>
  /** Entra's numbers by the names that stand for them. */
  readonly numbersOfName: ReadonlyMap<string, number>
  readonly meaningsOfPhrase: ReadonlyMap<string, readonly string[]>
  readonly meaningsOfCode: ReadonlyMap<string, readonly string[]>
  readonly speakers: readonly { readonly speaker: Speaker; readonly words: readonly string[] }[]
  readonly strongAnchors: readonly string[]
  readonly weakAnchors: readonly string[]
  readonly plain: Plain
  readonly hosts: Vocabulary['hosts']
}

/** Facts that belong together stand close together: a long log is read in pieces that overlap. */
const pieceLength = 16_000
const overlap = 2_000

/** The pieces of a text; a mail or a reply is one piece, a log of five megabytes many. */
export function* piecesOf(text: string): Generator<string> {
  if (text.length <= pieceLength * 2) {
    yield text
    return
  }
  for (let start = 0; start < text.length; start += pieceLength - overlap)
    yield text.slice(start, start + pieceLength)
}

/** `text` is one piece, unwrapped; `cutOff` for a text that may end in the middle of a phrase. */
export function factsOf(text: string, knows: ReadersKnowledge, surface?: string, cutOff = false): Facts {
  const words = foldedWithEdges(withoutLinePrefixes(text))
  const phrases = knows.index.in(words, text, cutOff)
  const codes = platformCodes(text)
  const endpoints = endpointsIn(text, knows.hosts)
  return {
    aadsts: new Set([
      ...entraNumbers(text, words.letters, knows.aadsts, surface),
      ...[...phrases].flatMap((phrase) => knows.numbersOfName.get(phrase) ?? []),
    ]),
    ...smtpCodes(text, surface),
    http: new Set(httpCodes(text)),
    ports: new Set([
      ...portsIn(text),
      ...endpoints.flatMap(({ port }) => (port === undefined ? [] : [port])),
    ]),
    phrases,
    codes,
    meanings: new Set([
      ...meanings(phrases, knows.meaningsOfPhrase),
      ...meanings(codes, knows.meaningsOfCode),
    ]),
    speakers: knows.speakers.flatMap((one) =>
      one.words.some((word) => phrases.has(word)) ? [one.speaker] : [],
    ),
    endpoints,
    endpoint: mainEndpoint(endpoints),
    anchor: anchorIn(text, phrases, knows),
    strangers: strangersIn(text, knows.plain),
    isEnglish: !otherLanguage.test(text),
    isGreetedByOthers: isGreetedByOthers(text),
    program: programIn(text),
  }
}

/** Nothing that a rule could be asked about. */
export function saysNothing(facts: Facts): boolean {
  const { aadsts, phrases, basic, enhanced, http, codes } = facts
  return [aadsts, phrases, basic, enhanced, http, codes].every((found) => found.size === 0)
}

function anchorIn(text: string, phrases: ReadonlySet<string>, knows: ReadersKnowledge): Facts['anchor'] {
  const says = (word: string) => phrases.has(word) && !(fieldNames.has(word) && isFieldOnly(text))
  if (knows.strongAnchors.some(says)) return 'strong'
  return knows.weakAnchors.some(says) || mailUnspaced.test(text) ? 'weak' : 'none'
}

/** “Mail” in scripts whose words are too short for the index of phrases. */
const mailUnspaced = /メール|邮件|郵件|邮箱|메일/

/** Letters and small words that English does not have: of other languages fewer plain words are known. */
const otherLanguage =
  /[À-ɏ\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|(?<![\w-])(?:der|die|und|nicht|ist|les|une|est|pas|los|del|para|con|que|non|per|della|uma|nao|het|een|niet|voor|nie|jest|przez|och|inte|ikke)(?![\w-])/i

const fieldNames: ReadonlySet<string> = new Set(['<email>', '=email', '=emails'])

/** Records of any trade have a field for an address: `"email": "…"` is no talk of mail. */
function isFieldOnly(text: string): boolean {
  return !/(?<!["'`])e[-\s]?mail|e[-\s]?mails?(?!["'`s])/i.test(text)
}

function* meanings(
  found: Iterable<string>,
  known: ReadonlyMap<string, readonly string[]>,
): Generator<string> {
  for (const one of found) yield* known.get(one) ?? []
}

function entraNumbers(
  text: string,
  words: string,
  known: ReadonlySet<number>,
  surface: string | undefined,
): Set<number> {
  const found = new Set(aadstsNumbers(text))
  if (found.size === 0) for (const code of brokenNumbers(words, known)) found.add(code)
  if (found.size === 0 && (surface === 'entra' || entraWords.test(text)))
    for (const code of bareNumbers(text)) if (known.has(code)) found.add(code)
  return found
}

function smtpCodes(text: string, surface: string | undefined): Pick<Facts, 'basic' | 'enhanced'> {
  const enhanced = new Set(enhancedCodes(text))
  const basic = new Set(basicCodes(text))
  // a hard wrap in the middle of a code
  if (enhanced.size === 0 && text.includes('\n'))
    for (const code of enhancedCodes(text.replace(/\r?\n[>| \t]{0,12}/g, ''))) enhanced.add(code)
  // three numbers with dots are a version, a date or a chapter unless something speaks of mail
  if (
    basic.size === 0 &&
    surface !== 'smtp' &&
    surface !== 'ndr' &&
    text.length > 12 &&
    !mailAround.test(text)
  )
    enhanced.clear()
  return { basic, enhanced }
}

const entraWords =
  /login\.microsoftonline|login\.windows\.net|\bentra\b|azure ?ad|\bmsal|sign-?in error|oauth2?\/|invalid_(?:grant|client|request|scope)|unauthorized_client|interaction_required|correlation ?id|anmeldefehler|error_codes|azure active directory|errore di accesso|b[łl][ęe]du logowania|aanmeldings?fout|erro de (?:entrada|in[ií]cio de sess[aã]o|logon)|error de inicio de sesi[oó]n|erreur de connexion/i

function* aadstsNumbers(text: string): Generator<number> {
  for (const [, digits] of text.matchAll(/aadsts(?:\s|:|-|_|#|=|")?\s?(\d{4,8})(?!\d)/gi))
    yield Number(digits)
  for (const [, list] of text.matchAll(/error_?codes\\?["']?\s{0,3}[:=]\s{0,3}[[(]?([\d,\s]{4,200})[\])]?/gi))
    for (const digits of (list ?? '').split(',')) if (/^\s*\d{4,8}\s*$/.test(digits)) yield Number(digits)
  for (const [, digits] of text.matchAll(/\/error\/?\?code=(\d{4,8})/gi)) yield Number(digits)
}

/** AADSTS and its digits with a line break or other decoration between them; the longest known number wins. */
function* brokenNumbers(words: string, known: ReadonlySet<number>): Generator<number> {
  for (const [, digits = ''] of words.matchAll(/aadsts(\d{4,12})/g))
    for (let length = Math.min(8, digits.length); length >= 4; length--)
      if (known.has(Number(digits.slice(0, length)))) {
        yield Number(digits.slice(0, length))
        break
      }
}

function* bareNumbers(text: string): Generator<number> {
  for (const [, digits] of text.matchAll(
    /(?:error|code|fehler|fehlercode|erreur|fout|foutcode|aanmeldingsfoutcode|c[oó]digo|codice|errore|erro|accesso|b[łl][ęe]du|logowania|sess[aã]o|sesi[oó]n|connexion|entrada|エラー|コード|failure|status)["'\s:=#(\uff1a-]{0,8}(?:code|number|de error|d'erreur)?(?: entry)?(?: was| is| of| ist| war| lautet| est| es)?["'\s:=#(\uff1a-]{0,6}(\d{5,7})(?!\d)/gi,
  ))
    yield Number(digits)
}

const versionBefore =
  /(?:version|release|build|\bver\.?|\bv|\bphp|\bjava|\bjdk|python|\bnode|\bnpm|mysql|postgresql|openssl|windows|linux|kernel|chrome|firefox|driver|firmware|\blib\w{1,12}|\bsdk|\bapi|module|package|upgraded? to|updated? to|section|chapter|\bstep|kapitel|abschnitt|figure|table|article|mailkit|nodemailer|exchangeonlinemanagement)[:= ]{0,2}$/i
const mailAround =
  /smtp|status|diagnos|deliver|mail|server|recipient|sender|\bndr|\bdsn|return|reply|repl|error|fehler|\bfail|denied|rejected|#[45]\.|erreur|\berros?\b|fout|b[łl][ęe]d|postvak|skrzynk|wiadomo|adresat|destinat|geadresseerde|messaggio|mensagem|casella|caixa|postfach|empf[äa]nger|buz[oó]n|corre[io]o|poczt/i

/** Not part of an IP address, a version number, also of a PowerShell module's folder, or a longer code. */
function* enhancedCodes(text: string): Generator<string> {
  for (const match of text.matchAll(
    /(?<![\d.]|[\\/]modules[\\/][\w.-]{1,60}[\\/])[245]\.\d{1,3}\.\d{1,3}(?!\d|\.\d)/gi,
  )) {
    const before = text.slice(Math.max(0, match.index - 24), match.index)
    const glued = /(?:[a-z/@_]|[a-z]-)$/i.test(before) && !/\bb$|smtp;$/.test(before)
    if (!glued && !versionBefore.test(before)) yield match[0]
  }
}

const codeBefore =
  /(?:^|[\r\n][>| \t]{0,12}|[:;>"'([#] ?|\b(?:said|reply|code|server|error|status|response|replied|returned|fehler|reponse|antwort|respuesta|message|with|got|was|is|expected)["']?[:=,]? ?["'(]?)([245]\d\d)(?=[ \-:,;)\]"'#}]|$|[\r\n])/gi

/** A reply code stands where a reply begins, after a word that announces it, or before an enhanced code. */
function* basicCodes(text: string): Generator<string> {
  for (const [, code] of text.matchAll(codeBefore)) if (code !== undefined) yield code
  for (const [, code] of text.matchAll(
    /(?<![\d.])([245]\d\d)["')]{0,2}[ \-:,#;(]{1,3}(?:b?["'#]|message:? ?|with message ["']?){0,2}(?=[245]\.\d{1,3}\.\d)/g,
  ))
    if (code !== undefined) yield code
}

const reasons =
  'unauthorized|forbidden|not found|proxy auth|payload too large|request entity too large|content too large|too many requests|bad request|service unavailable|insufficient storage|client error|internal server error|bad gateway|gateway time'

const httpPatterns: readonly RegExp[] = [
  /http\/[\d.]{1,3}["' ]{1,3}([1-5]\d\d)\b/gi,
  /status(?:[ _-]?code)?["']?\s{0,3}(?:[:=]|of|is|was)?\s{0,3}["']?([1-5]\d\d)\b(?!\.\d)/gi,
  /\b(?:http|error:?|error code:?|code:?|returned error:?)\s{0,2}\(?([45]\d\d)\b(?=\)|:|,|$|\s(?!\d))/gi,
  /\(([45]\d\d)\)/g,
  new RegExp(`\\b([45]\\d\\d)\\)?:?[ _-](?=${reasons})`, 'gi'),
  /connect[^\n]{0,60}response[^\n]{0,10}\b([45]\d\d)\b/gi,
]

function* httpCodes(text: string): Generator<number> {
  for (const pattern of httpPatterns)
    for (const [, code] of text.matchAll(pattern)) if (code !== undefined) yield Number(code)
}

const portPatterns: readonly RegExp[] = [
  /(?:\.[a-z]{2,4}|\.\d{1,3}|\])["']?(?::|, ?port:? ?|,? \(?port[:= ]{1,2}|[ ,/]{1,2})(\d{2,5})\b(?![.\d])/gi,
  /\bport["']?\s{0,12}(?:[:=?]|is|nummer|number)?\s{0,2}["'(]?(\d{2,5})\b/gi,
]

function* portsIn(text: string): Generator<number> {
  for (const pattern of portPatterns) for (const [, digits] of text.matchAll(pattern)) yield Number(digits)
}

/** “535 5.7.139”, “5.7.60” or “432”: every part that is given must occur. “4.7.5xx” stands for 4.7.500 to 4.7.599. */
export function hasSmtpCode(facts: Facts, wanted: string): boolean {
  return wanted.split(' ').every((part) => {
    if (!part.includes('.')) return facts.basic.has(part)
    if (!part.endsWith('xx')) return facts.enhanced.has(part)
    const family = part.slice(0, -2)
    for (const code of facts.enhanced) if (code.startsWith(family) && code.length === part.length) return true
    return false
  })
}
