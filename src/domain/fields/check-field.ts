/** One value that stands in a field of a product: what is to be said about it, with what is known around it. */
import { senderFindings } from './address.ts'
import { authorityFindings } from './client.ts'
import type { Finding } from '../problem/finding.ts'
import { idFindings, type IdContext } from './id.ts'
import { mailHostFindings, mailPortFindings, tlsModeFindings, type MailServerContext } from './mail-server.ts'
import { redirectFindings, type RedirectContext } from './redirect.ts'
import { scopeFindings, type ScopeContext } from './scope.ts'
import { secretFindings } from './secret.ts'

export const fieldKinds = [
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
export type FieldKind = (typeof fieldKinds)[number]

export interface FieldContext {
  readonly redirect?: RedirectContext
  readonly ids?: IdContext
  readonly audience?: 'AzureADMyOrg' | 'AzureADMultipleOrgs'
  readonly server?: MailServerContext
  readonly scope?: ScopeContext
}

/** Nothing leaves this machine, and no text makes it fall over. */
export function fieldFindings(kind: FieldKind, value: string, context: FieldContext = {}): Finding[] {
  switch (kind) {
    case 'redirect':
      return redirectFindings(value, context.redirect)
    case 'tenant-id':
    case 'client-id':
    case 'service-principal-id':
      return idFindings(kind, value, context.ids)
    case 'client-secret':
      return secretFindings(value, context.ids)
    case 'authority':
      return authorityFindings(value, { audience: context.audience })
    case 'smtp-host':
      return mailHostFindings(value, context.server)
    case 'smtp-port':
      return mailPortFindings(value, context.server)
    case 'smtp-tls':
      return tlsModeFindings(value)
    case 'scope':
      return scopeFindings(value, context.scope)
    case 'sender':
      return senderFindings(value)
  }
}
