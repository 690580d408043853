/** What a kind of probe speaks to, and whether it only looks. Without the schemas, so that the page can ask it too. */
import type { ProbeKind, ReadProbe } from '../recipe/recipe.ts'

const onlyLooks: Readonly<Record<ReadProbe, true>> = {
  'graph-read': true,
  'imap-read': true,
  'ews-app': true,
}

/** True for a probe that only looks: nothing is sent, so nothing can arrive. */
export function isReadProbe(kind: ProbeKind): kind is ReadProbe {
  return Object.hasOwn(onlyLooks, kind)
}

export type ProbeService = 'smtp' | 'graph' | 'imap' | 'ews'

const services: Readonly<Record<ProbeKind, ProbeService>> = {
  'smtp-delegated': 'smtp',
  'smtp-app': 'smtp',
  'graph-delegated': 'graph',
  'graph-app': 'graph',
  'graph-read': 'graph',
  'imap-read': 'imap',
  'ews-app': 'ews',
}

export function serviceOf(kind: ProbeKind): ProbeService {
  return services[kind]
}

/** Whose words a reply are, for its diagnosis: before a token is there only the sign-in service has spoken. */
export function surfaceOf({
  transport,
  stage,
}: {
  readonly transport: ProbeKind
  readonly stage: string | null
}): ProbeService | 'entra' {
  return stage === 'token' ? 'entra' : services[transport]
}
