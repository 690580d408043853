/**
 * Whose trade a text is of. A platform says its sentences (“connection refused”, “certificate not trusted”) to every program,
 * so a cause needs something of ours beside them: an anchor. Without one, a bare sentence is taken for what it may be,
 * since people paste it into a tool for mail; a sentence amid words that nothing here knows is only asked about; and a text
 * in which another trade shows itself is left alone.
 */
import { surfaceOf, type DiagnosisContext } from './context.ts'
import type { Facts } from './facts.ts'
import { isMicrosofts, spokenTo } from './speaking.ts'

export type Trade = 'ours' | 'bare' | 'open' | 'others'

/** With so few strangers nothing but the sentence itself stands there. One name is one too many. */
const bareUpTo = { english: 1, other: 3 }
const nameWeight = { english: 2, other: 4 }
/** Microsoft's pages, to which the errors of every trade link. */
const pages = /^(?:aka\.ms|(?:learn|docs|support|go|developer)\.microsoft\.com)$/
/** A caller who says that mail was spoken vouches for more, and so does a word that our trade shares with others. */
const vouchedUpTo = { english: 3, other: 8 }

const mailHost = /(?:^|[.-])(?:smtp|mx|imap|pop3?|outlook|owa|autodiscover)\d*(?:[.-]|$)|mail/
/** Databases, queues, directories, remote desktops. */
const othersPorts: ReadonlySet<number> = new Set([
  21, 22, 389, 636, 1433, 1521, 1883, 3000, 3306, 3389, 5000, 5432, 5672, 6379, 8080, 9000, 9092, 9200, 11211,
  27017,
])
const mailPorts: ReadonlySet<number> = new Set([25, 465, 587, 2525, 143, 993, 110, 995])
/** Where mail is spoken, and where Microsoft answers; a caller that says one of these says whose trade it is. */
const surfacesOfMail: ReadonlySet<string> = new Set(['smtp', 'imap', 'ndr', 'ews'])
const ownSurfaces: ReadonlySet<string> = new Set([...surfacesOfMail, 'graph', 'entra'])
/** What CDO and Outlook number themselves. */
const mailCodes = /^hresult 8(?:00402[01]|00ccc)/

export function tradeOf(facts: Facts, context: DiagnosisContext): Trade {
  if (isOthersResource(facts)) return 'others'
  // the rules tell the host of another mail service from ours
  if (spokenTo(facts) !== undefined || isMicrosofts(facts)) return 'ours'
  if (facts.speakers.some(({ kind }) => kind === 'service')) return 'others'
  if (isOthersBridge(facts)) return 'others'
  // a probe of our own
  if (context.flow !== undefined || context.stage !== undefined) return 'ours'
  if (isAnchored(facts)) return 'ours'
  if (isOthers(facts, context)) return 'others'
  const language = facts.isEnglish ? 'english' : 'other'
  const isVouchedFor = facts.anchor === 'weak' || surfacesOfMail.has(surfaceOf(context) ?? '')
  const upTo = (isVouchedFor ? vouchedUpTo : bareUpTo)[language]
  const { names, words } = facts.strangers
  return names.size * nameWeight[language] + words.size <= upTo ? 'bare' : 'open'
}

const ofMail: ReadonlySet<string> = new Set(['exchange', 'graph'])
const mailPlaces: ReadonlySet<string> = new Set(['mail', 'graph', 'web'])

/**
 * A vault, a database or a cluster that signs in with Entra: its host and its libraries are ours as well, but what failed
 * is not. A number of Entra is the same whoever meets it, and a scope, a host or a code of mail shows that mail is meant.
 */
function isOthersResource({ speakers, aadsts, enhanced, endpoints, program }: Facts): boolean {
  return (
    speakers.some(({ kind }) => kind === 'resource') &&
    aadsts.size === 0 &&
    enhanced.size === 0 &&
    program !== 'mail' &&
    !speakers.some(({ id }) => ofMail.has(id)) &&
    !endpoints.some(({ place }) => place !== undefined && mailPlaces.has(place))
  )
}

function isAnchored({ anchor, program, ports, endpoints, enhanced, codes }: Facts): boolean {
  return (
    anchor === 'strong' ||
    program === 'mail' ||
    enhanced.size > 0 ||
    [...ports].some((port) => mailPorts.has(port)) ||
    endpoints.some(({ host, place }) => isOurs(place) || mailHost.test(host)) ||
    [...codes].some((code) => mailCodes.test(code))
  )
}

/** Another mail service's program on this PC, through which its mail goes. */
function isOthersBridge({ speakers, endpoint }: Facts): boolean {
  return endpoint?.place === 'loopback' && speakers.some(({ kind }) => kind === 'mail')
}

/** PowerShell modules of any trade come from the gallery. */
function isOurs(place: Facts['endpoints'][number]['place']): boolean {
  return place !== undefined && place !== 'loopback' && place !== 'gallery'
}

/** Another trade shows itself: by the name of a system, its port, the parts of its program, its hosts. */
function isOthers(facts: Facts, context: DiagnosisContext): boolean {
  const { speakers, ports, endpoints, program } = facts
  if (speakers.some(({ kind }) => kind === 'system')) return true
  if ([...ports].some((port) => othersPorts.has(port))) return true
  const surface = surfaceOf(context)
  if (ownSurfaces.has(surface ?? '')) return false
  // its own words say that a page or a file was loaded; had it been ours, a host or a word of ours would stand there
  if (speakers.some(({ kind }) => kind === 'web') || program === 'others') return true
  if ((surface === 'network' || surface === 'machine') && isStatusOfTheWeb(facts)) return true
  const named = endpoints.filter(({ host }) => !pages.test(host))
  return named.length > 0 && named.every(({ place }) => place === undefined)
}

/** Any web server answers with these; only a proxy's demand (407) is about the way that mail takes too. */
function isStatusOfTheWeb({ http, basic, codes, endpoints }: Facts): boolean {
  if (http.size === 0 || http.has(407) || codes.size > 0) return false
  return (
    [...basic].every((code) => http.has(Number(code))) && endpoints.every(({ place }) => place === undefined)
  )
}
