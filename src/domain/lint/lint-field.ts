/** The front door of the lints: one value of one kind of field, with what is known around it. */
import type { Transport } from '../recipe/recipe.ts'
import { lintAuthority } from './client.ts'
import type { Finding } from './finding.ts'
import { lintId, lintSecret, type IdContext } from './ids.ts'
import { lintMailHost, lintMailPort, lintTlsMode, type MailServerContext } from './mail-server.ts'
import { lintRedirect, type RedirectContext } from './redirect.ts'
import { lintScopes } from './scopes.ts'
import { lintSender } from './sender.ts'

export const lintKinds = [
  'redirect',
  'tenant-id',
  'client-id',
  'service-principal-id',
  'client-secret',
  'authority',
  'smtp-host',
  'smtp-port',
  'smtp-tls',
  'scope',
  'sender',
] as const
export type LintKind = (typeof lintKinds)[number]

export interface LintContext {
  readonly redirect?: RedirectContext
  readonly ids?: IdContext
  readonly audience?: 'AzureADMyOrg' | 'AzureADMultipleOrgs'
  readonly server?: MailServerContext
  readonly mode?: Transport | 'imap'
}

/** Nothing leaves this machine, and no text makes it fall over. */
export function lintField(kind: LintKind, value: string, context: LintContext = {}): Finding[] {
  switch (kind) {
    case 'redirect':
      return lintRedirect(value, context.redirect)
    case 'tenant-id':
    case 'client-id':
    case 'service-principal-id':
      return lintId(kind, value, context.ids)
    case 'client-secret':
      return lintSecret(value, context.ids)
    case 'authority':
      return lintAuthority(value, { audience: context.audience })
    case 'smtp-host':
      return lintMailHost(value, context.server)
    case 'smtp-port':
      return lintMailPort(value, context.server)
    case 'smtp-tls':
      return lintTlsMode(value)
    case 'scope':
      return lintScopes(value, { mode: context.mode })
    case 'sender':
      return lintSender(value)
  }
}
