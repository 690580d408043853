/** Whose words the reply of a probe are, for its diagnosis. No schema in here: the page asks this as well. */
import type { ProbeKind } from '../recipe/recipe.ts'
import type { Probe } from './run.ts'

const surfaces: Readonly<Record<ProbeKind, string>> = {
  'smtp-delegated': 'smtp',
  'smtp-app': 'smtp',
  'graph-delegated': 'graph',
  'graph-app': 'graph',
  'graph-read': 'graph',
  'imap-read': 'imap',
  'ews-app': 'ews',
}

/** Before a token is there nobody but the sign-in service has spoken. */
export function surfaceOf({ transport, stage }: Pick<Probe, 'transport' | 'stage'>): string {
  return stage === 'token' ? 'entra' : surfaces[transport]
}
