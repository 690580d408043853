/** Ids of a tenant and a registration, as they are typed in. @see reference 2.2, 2.7 */
import { found, type Finding } from '../problem/finding.ts'
import type { IdKind } from '../problem/registration-findings.ts'
import { checked, type Checked } from './checked.ts'

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const guidAnywhere = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i
const zeros = '00000000-0000-0000-0000-000000000000'
/** Microsoft Graph and Office 365 Exchange Online: the same in every tenant. */
const resources = ['00000003-0000-0000-c000-000000000000', '00000002-0000-0ff1-ce00-000000000000']
const domainName = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/

/** What is known about the registration already; each makes one confusion visible. */
export interface IdContext {
  readonly tenantId?: string | null | undefined
  readonly clientId?: string | null | undefined
  /** Object id of the app registration. */
  readonly registrationObjectId?: string | undefined
  /** Object id of the Enterprise application. */
  readonly servicePrincipalObjectId?: string | undefined
  readonly secretId?: string | undefined
}

/** Whether a tenant is given as its id, not as a domain. */
export function isTenantGuid(tenant: string): boolean {
  return guid.test(tenant.trim().toLowerCase())
}

const fields = { 'tenant-id': 'tenant', 'client-id': 'client-id', 'service-principal-id': 'id' } as const

/**
 * As it is entered here: what portals and scripts put around an id (blanks, braces, quotation marks) is taken off.
 * The value is never part of a finding: a secret is easily pasted into the wrong field.
 */
export function checkId(
  id: IdKind,
  text: string,
  context: IdContext = {},
  field: string = fields[id],
  label: string | null = null,
): Checked<string> {
  const value = text
    .trim()
    .slice(0, 1000)
    .replace(/^[{"'(]+|[}"')]+$/g, '')
    .trim()
    .toLowerCase()
  return checked(field, value, bareFindings(id, value, context), label)
}

/**
 * A tenant as its id or a verified domain. `common` and its like are refused: a single-tenant registration fails
 * there (AADSTS50194), and nobody could say afterwards which tenant was proven.
 */
export function checkTenantId(text: string, context: IdContext = {}): Checked<string> {
  return checkId('tenant-id', text, context)
}

export function checkClientId(text: string, context: IdContext = {}): Checked<string> {
  return checkId('client-id', text, context)
}

/** As it stands in a product, which sends what it is given: a blank or a bracket around it counts. */
export function idFindings(id: IdKind, text: string, context: IdContext = {}): Finding[] {
  const value = text.slice(0, 1000)
  const inner = guidAnywhere.exec(value)?.[0].toLowerCase()
  const around: Finding[] = []
  if (value.trim() !== '') {
    if (value !== value.trim() || /[\s\p{Cc}\p{Cf}]/u.test(value.trim()))
      around.push(found('id-blank', { id }, inner))
    if (/["'“”‘’{}()<>`]/.test(value)) around.push(found('id-quotes', { id }, inner))
  }
  return around.length > 0 ? around : bareFindings(id, value.trim().toLowerCase(), context)
}

function bareFindings(id: IdKind, value: string, context: IdContext): Finding[] {
  const inner = guidAnywhere.exec(value)?.[0]
  if (value === '') return [found('id-missing', { id })]
  if (guid.test(value)) return twinFindings(id, value, context)
  if (id === 'tenant-id') {
    if (['common', 'organizations', 'consumers'].includes(value))
      return [found('tenant-common', { name: value })]
    if (domainName.test(value)) return [found('tenant-domain', {})]
  }
  if (value.includes('~')) return [found('id-secret', { id })]
  if (value.startsWith('api://')) return [found('id-uri', { id }, inner)]
  if (/[/:]/.test(value)) return [found('id-web-address', { id }, inner)]
  if (value.includes('@')) return [found('id-address', { id })]
  if (/^[0-9a-f]{32}$/.test(value))
    return [found('id-hyphens', { id }, value.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))]
  return [found('id-shape', { id }, inner)]
}

/** Four ids look alike; each has its own place. */
function twinFindings(id: IdKind, value: string, context: IdContext): Finding[] {
  if (value === zeros) return [found('id-zeros', { id })]
  if (resources.includes(value)) return [found('id-resource', { id })]
  const same = (other: string | null | undefined) => (other ?? '').trim().toLowerCase() === value
  const { tenantId, clientId, registrationObjectId, servicePrincipalObjectId, secretId } = context
  const own = {
    'tenant-id': tenantId,
    'client-id': clientId,
    'service-principal-id': servicePrincipalObjectId,
  }
  const right = own[id] ?? undefined
  if (same(right)) return []
  if (id !== 'tenant-id' && same(tenantId)) return [found('id-swapped', { id, is: 'tenant-id' }, right)]
  if (id !== 'client-id' && same(clientId)) return [found('id-swapped', { id, is: 'client-id' }, right)]
  if (same(registrationObjectId)) return [found('id-object-twin', { id, of: 'registration' }, right)]
  if (id !== 'service-principal-id' && same(servicePrincipalObjectId))
    return [found('id-object-twin', { id, of: 'enterprise-application' }, right)]
  return same(secretId) ? [found('id-swapped', { id, is: 'secret-id' }, right)] : []
}
