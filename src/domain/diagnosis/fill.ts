/** Puts this mailbox, tenant, application and the host of the text into the texts and commands of the catalogue. */
import { intoPowerShell } from '../text/power-shell.ts'
import type { CatalogueRemedy, RemedyEntry } from './catalogue.schema.ts'
import type { DiagnosisContext } from './context.ts'
import type { Candidate, Remedy } from './diagnosis.schema.ts'
import type { Endpoint } from './hosts.ts'
import type { Protocol, Setting } from './setting.ts'
import type { Place, Vocabulary } from './vocabulary.schema.ts'

export const placeholderNames = ['mailbox', 'from', 'tenantName', 'clientId', 'host', 'port'] as const
type Name = (typeof placeholderNames)[number]

/** What the catalogue's texts are filled with. */
export interface Filling {
  readonly values: Readonly<Partial<Record<Name, string>> & Record<'host' | 'port', string>>
  readonly unnamed: Vocabulary['asking']['unnamed']
  readonly setting: Setting
  readonly place: Place | 'none'
}

/** Where mail goes when the text names no host. */
const usual: Readonly<Record<Protocol | 'sign-in', readonly [host: string, port: string]>> = {
  smtp: ['smtp.office365.com', '587'],
  unknown: ['smtp.office365.com', '587'],
  imap: ['outlook.office365.com', '993'],
  pop: ['outlook.office365.com', '995'],
  ews: ['outlook.office365.com', '443'],
  powershell: ['outlook.office365.com', '443'],
  graph: ['graph.microsoft.com', '443'],
  'sign-in': ['login.microsoftonline.com', '443'],
}

export function fillingFor(
  context: DiagnosisContext,
  setting: Setting,
  endpoint: Endpoint | undefined,
  unnamed: Vocabulary['asking']['unnamed'],
): Filling {
  const place = endpoint?.place ?? 'none'
  const named = endpoint !== undefined && place !== 'loopback' ? endpoint : undefined
  const [host, port] =
    usual[
      place === 'sign-in' || context.surface === 'entra'
        ? 'sign-in'
        : place === 'graph'
          ? 'graph'
          : setting.protocol
    ]
  const isWeb = place === 'sign-in' || place === 'graph' || place === 'web' || place === 'gallery'
  const { mailbox, from, tenantName, clientId } = context
  return {
    values: {
      ...(mailbox === undefined ? {} : { mailbox }),
      ...(from === undefined ? {} : { from }),
      ...(tenantName === undefined ? {} : { tenantName }),
      ...(clientId === undefined ? {} : { clientId }),
      host: named?.host ?? host,
      port: String(named?.port ?? context.port ?? (isWeb ? '443' : port)),
    },
    unnamed,
    setting,
    place,
  }
}

export function filledCandidate(entry: RemedyEntry, confidence: number, filling: Filling): Candidate {
  const fitting = entry.remedies.filter((remedy) => isFor(remedy, filling))
  return {
    tag: entry.tag,
    confidence,
    title: fillText(entry.title, filling),
    explanation: fillText(entry.explanation, filling),
    remedies: (fitting.length === 0 ? entry.remedies : fitting).map((remedy) =>
      filledRemedy(remedy, entry, filling),
    ),
    ...(entry.step === undefined ? {} : { step: entry.step }),
    links: entry.links,
    ...(entry.sources === undefined ? {} : { sources: entry.sources }),
  }
}

function isFor({ for: only }: CatalogueRemedy, { setting, place }: Filling): boolean {
  return (
    only?.protocol?.includes(setting.protocol) !== false &&
    only?.identity?.includes(setting.identity) !== false &&
    only?.about?.includes(place) !== false
  )
}

/** A remedy with the entry's own `takes` and `check` where it has none. */
export function filledRemedy(remedy: CatalogueRemedy, entry: RemedyEntry, filling: Filling): Remedy {
  const takes = remedy.takes ?? entry.takes
  const check = remedy.check ?? entry.check
  return {
    role: remedy.role,
    text: fillText(remedy.text, filling),
    portal: remedy.portal.map((part) => fillText(part, filling)),
    ...(remedy.command === undefined ? {} : { command: fillCommand(remedy.command, filling) }),
    ...(takes === undefined ? {} : { takes: fillText(takes, filling) }),
    ...(check === undefined ? {} : { check: fillText(check, filling) }),
  }
}

const placeholder = new RegExp(`\\{(${placeholderNames.join('|')})\\}`, 'g')

export function fillText(text: string, { values, unnamed }: Filling): string {
  const all: Readonly<Record<Name, string>> = { ...unnamed, ...values }
  const filled = text.replace(placeholder, (_, name: Name) => all[name])
  // an address at the start of a sentence keeps its spelling, “the mailbox” does not
  const startsUnnamed = Object.values(unnamed).some((word) => filled.startsWith(word)) && text.startsWith('{')
  return startsUnnamed ? filled.charAt(0).toUpperCase() + filled.slice(1) : filled
}

function fillCommand(command: string, { values }: Filling): string {
  return intoPowerShell(command, placeholderNames, (name) => values[name])
}
