/** Ids and secrets of a registration, as they are typed in. @see reference 2.3, 2.7 */
import type { Finding } from './finding.ts'

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const guidAnywhere = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i

/** What is known about the registration already; each makes one confusion visible. */
export interface IdContext {
  readonly tenantId?: string | undefined
  readonly clientId?: string | undefined
  /** Object id of the app registration. */
  readonly registrationObjectId?: string | undefined
  /** Object id of the Enterprise application. */
  readonly servicePrincipalObjectId?: string | undefined
  readonly secretId?: string | undefined
}

/** Never repeats the value in a sentence: a secret is easily pasted into the wrong field. */
export function lintId(
  field: 'tenant-id' | 'client-id' | 'service-principal-id',
  value: string,
  context: IdContext = {},
): Finding[] {
  const name =
    field === 'tenant-id'
      ? 'Directory (tenant) ID'
      : field === 'client-id'
        ? 'Application (client) ID'
        : 'Object ID'
  const where =
    field === 'service-principal-id'
      ? 'Copy “Object ID” from Entra ID > Enterprise apps > the app > Overview.'
      : `Copy “${name}” from the registration’s Overview page.`
  const make = (
    id: string,
    sentence: string,
    severity: Finding['severity'] = 'error',
    suggestion?: string,
  ): Finding => ({
    id,
    severity,
    field,
    sentence,
    fix: where,
    ...(suggestion === undefined ? {} : { suggestion }),
  })
  const text = value.slice(0, 1000)
  if (text.trim() === '') return [make('id-missing', `${name} is missing.`)]
  const inner = guidAnywhere.exec(text)?.[0]
  const bare = text.trim().toLowerCase()
  const findings: Finding[] = []
  if (text !== text.trim() || /[\s\p{Cc}\p{Cf}]/u.test(text.trim()))
    findings.push(
      make(
        'id-blank',
        'There is a blank or an invisible character in it; some products send it along.',
        'error',
        inner?.toLowerCase(),
      ),
    )
  if (/["'“”‘’{}()<>`]/.test(text))
    findings.push(
      make('id-quotes', 'There are quotation marks or brackets around it.', 'error', inner?.toLowerCase()),
    )
  if (findings.length > 0) return findings
  if (guid.test(bare)) return [...twinFindings(field, bare, context, make)]
  if (field === 'tenant-id') {
    if (['common', 'organizations', 'consumers'].includes(bare))
      return [
        make(
          'tenant-common',
          `“${bare}” names no tenant; a single-tenant registration fails there (AADSTS50194).`,
        ),
      ]
    if (/^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(bare))
      return [
        make('tenant-domain', 'A domain works for Microsoft, but some products take the id only.', 'note'),
      ]
  }
  if (bare.includes('~')) return [make('id-secret', 'This looks like a client secret.')]
  if (bare.startsWith('api://'))
    return [make('id-uri', 'This is an application ID URI.', 'error', inner?.toLowerCase())]
  if (bare.includes('@')) return [make('id-address', 'This is an e-mail address.')]
  if (/^[0-9a-f]{32}$/.test(bare))
    return [
      make(
        'id-hyphens',
        'The hyphens are missing.',
        'error',
        bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
      ),
    ]
  return [make('id-shape', 'This is not an id of the form 8-4-4-4-12.', 'error', inner?.toLowerCase())]
}

/** Four ids look alike; each has its own place. */
function twinFindings(
  field: string,
  value: string,
  context: IdContext,
  make: (id: string, sentence: string, severity?: Finding['severity'], suggestion?: string) => Finding,
): Finding[] {
  if (/^0{8}-(?:0{4}-){3}0{12}$/.test(value)) return [make('id-zeros', 'The id is all zeros.')]
  if (value === '00000003-0000-0000-c000-000000000000' || value === '00000002-0000-0ff1-ce00-000000000000')
    return [
      make(
        'id-resource',
        'This is the id of a Microsoft service, the same everywhere, not of your registration.',
      ),
    ]
  const same = (other: string | undefined) => other !== undefined && other.trim().toLowerCase() === value
  const right =
    field === 'tenant-id'
      ? context.tenantId
      : field === 'client-id'
        ? context.clientId
        : context.servicePrincipalObjectId
  const twins: [string, string | undefined, string][] = [
    ['tenant-id', context.tenantId, 'This is the tenant’s id.'],
    ['client-id', context.clientId, 'This is the Application (client) ID.'],
    ['registration', context.registrationObjectId, 'This is the object id of the app registration.'],
    [
      'service-principal-id',
      context.servicePrincipalObjectId,
      'This is the object id of the Enterprise application.',
    ],
    ['secret', context.secretId, 'This is the Secret ID.'],
  ]
  const twin = twins.find(([kind, other]) => kind !== field && same(other))
  if (twin === undefined || same(right)) return []
  return [
    make(
      twin[0] === 'registration' || twin[0] === 'service-principal-id' ? 'id-object-twin' : 'id-swapped',
      twin[2],
      'error',
      right,
    ),
  ]
}

/** The Value of a client secret. The value is never part of a sentence or a suggestion. */
export function lintSecret(value: string, context: IdContext = {}): Finding[] {
  const make = (id: string, severity: Finding['severity'], sentence: string, fix: string): Finding => ({
    id,
    severity,
    field: 'client-secret',
    sentence,
    fix,
  })
  const text = value.trim()
  const again =
    'Copy the column Value. If it is no longer shown, create another secret: Entra never shows it again.'
  if (text === '') return [make('secret-missing', 'error', 'The client secret is missing.', again)]
  const bare = text.replace(/^["'{]+|["'}]+$/g, '').toLowerCase()
  if (guid.test(bare)) {
    const what =
      bare === context.clientId?.toLowerCase()
        ? 'the Application (client) ID'
        : bare === context.tenantId?.toLowerCase()
          ? 'the Directory (tenant) ID'
          : 'the Secret ID'
    return [
      make(
        'secret-id',
        'error',
        `This has the shape of an id: it is ${what}, not the secret (AADSTS7000215).`,
        again,
      ),
    ]
  }
  if (/-----BEGIN/.test(text))
    return [
      make(
        'secret-key',
        'error',
        'This is a key or a certificate, not a client secret.',
        'Add it as a certificate.',
      ),
    ]
  if (/^[^~]{0,4}\*{3,}|\*{6,}|…|\.{3}$|•{3}/.test(text))
    return [make('secret-hidden', 'error', 'This is the shortened form of the list, not the secret.', again)]
  if (/^https?:\/\//i.test(text) || /^[^\s@]+@[^\s@]+\.[a-z]+$/i.test(text))
    return [make('secret-other', 'error', 'This is an address, not a client secret.', again)]
  const findings: Finding[] = []
  if (text !== value || /[\s\p{Cc}\p{Cf}]/u.test(text))
    findings.push(
      make(
        'secret-blank',
        'warning',
        'There is a blank or a line break in it, which no secret of Entra has.',
        'Copy it with the button beside the Value.',
      ),
    )
  if (/^["'“].*["'”]$/su.test(text))
    findings.push(make('secret-quotes', 'warning', 'There are quotation marks around it.', 'Leave them out.'))
  else if (text.length < 30 && findings.length === 0)
    findings.push(make('secret-short', 'warning', 'It is shorter than the secrets Entra makes.', again))
  return findings
}
