/** The setting of a text: which protocol failed and who signed in, by what the caller knows and, failing that, by the text. */
import { surfaceOf, type DiagnosisContext } from './context.ts'
import type { Facts } from './facts.ts'

export const protocolNames = ['smtp', 'imap', 'pop', 'graph', 'ews', 'powershell', 'unknown'] as const
export type Protocol = (typeof protocolNames)[number]
export type Identity = 'app' | 'person' | 'unknown'

export interface Setting {
  readonly protocol: Protocol
  readonly identity: Identity
}

const protocolOfSurface: Readonly<Record<string, Protocol>> = {
  smtp: 'smtp',
  ndr: 'smtp',
  graph: 'graph',
  ews: 'ews',
  powershell: 'powershell',
}

const protocolOfPort: Readonly<Record<number, Protocol>> = {
  25: 'smtp',
  465: 'smtp',
  587: 'smtp',
  2525: 'smtp',
  143: 'imap',
  993: 'imap',
  110: 'pop',
  995: 'pop',
}

/** Meanings that name a protocol, the most telling first. */
const protocolOfMeaning: readonly (readonly [string, Protocol])[] = [
  ['speaks-pop', 'pop'],
  ['speaks-imap', 'imap'],
  ['speaks-ews', 'ews'],
  ['speaks-smtp', 'smtp'],
  ['speaks-graph', 'graph'],
]

export function settingOf(facts: Facts | undefined, context: DiagnosisContext): Setting {
  return { protocol: protocolOf(facts, context), identity: identityOf(facts, context) }
}

function protocolOf(facts: Facts | undefined, context: DiagnosisContext): Protocol {
  const flow = context.flow?.split('-')[0]
  if (flow !== undefined && isProtocol(flow)) return flow
  const given = context.surface?.toLowerCase()
  if (given === 'pop' || given === 'pop3') return 'pop'
  const surface = surfaceOf(context)
  const known = surface === undefined ? undefined : protocolOfSurface[surface]
  if (known !== undefined) return known
  const said = protocolOfMeaning.filter(([meaning]) => facts?.meanings.has(meaning)).map(([, one]) => one)
  // the surface “imap” stands for both ways of reading
  if (surface === 'imap') return said.includes('pop') && !said.includes('imap') ? 'pop' : 'imap'
  const port = context.port ?? facts?.endpoint?.port
  return (port === undefined ? undefined : protocolOfPort[port]) ?? said[0] ?? 'unknown'
}

function isProtocol(text: string): text is Protocol {
  return (protocolNames as readonly string[]).includes(text)
}

function identityOf(facts: Facts | undefined, context: DiagnosisContext): Identity {
  if (context.identity !== undefined) return context.identity.startsWith('app') ? 'app' : 'person'
  if (context.flow?.endsWith('-app') === true) return 'app'
  if (context.flow?.endsWith('-delegated') === true) return 'person'
  const app = facts?.meanings.has('signs-in-as-app') === true
  const person = facts?.meanings.has('signs-in-as-person') === true
  return app === person ? 'unknown' : app ? 'app' : 'person'
}
