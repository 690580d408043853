/** Ids, secrets, authority and client kind of a registration, as they are typed in. @see reference 2.1, 2.2, 2.3, 2.7 */
import { shown, type Finding } from './finding.ts'

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
export function lintId(field: 'tenant-id' | 'client-id' | 'service-principal-id', value: string, context: IdContext = {}): Finding[] {
  const name = field === 'tenant-id' ? 'Directory (tenant) ID' : field === 'client-id' ? 'Application (client) ID' : 'Object ID'
  const where =
    field === 'service-principal-id'
      ? 'Copy “Object ID” from Entra ID > Enterprise apps > the app > Overview.'
      : `Copy “${name}” from the registration’s Overview page.`
  const make = (id: string, sentence: string, severity: Finding['severity'] = 'error', suggestion?: string): Finding => ({
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
    findings.push(make('id-blank', 'There is a blank or an invisible character in it; some products send it along.', 'error', inner?.toLowerCase()))
  if (/["'“”‘’{}()<>`]/.test(text))
    findings.push(make('id-quotes', 'There are quotation marks or brackets around it.', 'error', inner?.toLowerCase()))
  if (findings.length > 0) return findings
  if (guid.test(bare)) return [...twinFindings(field, bare, context, make)]
  if (field === 'tenant-id') {
    if (['common', 'organizations', 'consumers'].includes(bare))
      return [make('tenant-common', `“${bare}” names no tenant; a single-tenant registration fails there (AADSTS50194).`)]
    if (/^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(bare))
      return [make('tenant-domain', 'A domain works for Microsoft, but some products take the id only.', 'note')]
  }
  if (bare.includes('~')) return [make('id-secret', 'This looks like a client secret.')]
  if (bare.startsWith('api://')) return [make('id-uri', 'This is an application ID URI.', 'error', inner?.toLowerCase())]
  if (bare.includes('@')) return [make('id-address', 'This is an e-mail address.')]
  if (/^[0-9a-f]{32}$/.test(bare))
    return [make('id-hyphens', 'The hyphens are missing.', 'error', bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))]
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
    return [make('id-resource', 'This is the id of a Microsoft service, the same everywhere, not of your registration.')]
  const same = (other: string | undefined) => other !== undefined && other.trim().toLowerCase() === value
  const right =
    field === 'tenant-id' ? context.tenantId : field === 'client-id' ? context.clientId : context.servicePrincipalObjectId
  const twins: [string, string | undefined, string][] = [
    ['tenant-id', context.tenantId, 'This is the tenant’s id.'],
    ['client-id', context.clientId, 'This is the Application (client) ID.'],
    ['registration', context.registrationObjectId, 'This is the object id of the app registration.'],
    ['service-principal-id', context.servicePrincipalObjectId, 'This is the object id of the Enterprise application.'],
    ['secret', context.secretId, 'This is the Secret ID.'],
  ]
  const twin = twins.find(([kind, other]) => kind !== field && same(other))
  if (twin === undefined || same(right)) return []
  return [make(twin[0] === 'registration' || twin[0] === 'service-principal-id' ? 'id-object-twin' : 'id-swapped', twin[2], 'error', right)]
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
  const again = 'Copy the column Value. If it is no longer shown, create another secret: Entra never shows it again.'
  if (text === '') return [make('secret-missing', 'error', 'The client secret is missing.', again)]
  const bare = text.replace(/^["'{]+|["'}]+$/g, '').toLowerCase()
  if (guid.test(bare)) {
    const what = bare === context.clientId?.toLowerCase() ? 'the Application (client) ID' : bare === context.tenantId?.toLowerCase() ? 'the Directory (tenant) ID' : 'the Secret ID'
    return [make('secret-id', 'error', `This has the shape of an id: it is ${what}, not the secret (AADSTS7000215).`, again)]
  }
  if (/-----BEGIN/.test(text)) return [make('secret-key', 'error', 'This is a key or a certificate, not a client secret.', 'Add it as a certificate.')]
  if (/^[^~]{0,4}\*{3,}|\*{6,}|…|\.{3}$|•{3}/.test(text))
    return [make('secret-hidden', 'error', 'This is the shortened form of the list, not the secret.', again)]
  if (/^https?:\/\//i.test(text) || /^[^\s@]+@[^\s@]+\.[a-z]+$/i.test(text))
    return [make('secret-other', 'error', 'This is an address, not a client secret.', again)]
  const findings: Finding[] = []
  if (text !== value || /[\s\p{Cc}\p{Cf}]/u.test(text))
    findings.push(make('secret-blank', 'warning', 'There is a blank or a line break in it, which no secret of Entra has.', 'Copy it with the button beside the Value.'))
  if (/^["'“].*["'”]$/su.test(text))
    findings.push(make('secret-quotes', 'warning', 'There are quotation marks around it.', 'Leave them out.'))
  else if (text.length < 30 && findings.length === 0)
    findings.push(make('secret-short', 'warning', 'It is shorter than the secrets Entra makes.', again))
  return findings
}

/** The sign-in address or its tenant part, for a registration of one tenant. @see reference 2.2 */
export function lintAuthority(value: string, { audience = 'AzureADMyOrg' }: { readonly audience?: string | undefined } = {}): Finding[] {
  const text = value.trim().slice(0, 1000)
  const make = (id: string, severity: Finding['severity'], sentence: string, fix: string): Finding => ({ id, severity, field: 'authority', sentence, fix })
  if (text === '') return []
  const tenant = /^https?:\/\/[^/]+\/([^/?#]*)/i.exec(text)?.[1] ?? text
  const findings: Finding[] = []
  if (/^http:\/\//i.test(text)) findings.push(make('authority-http', 'error', 'A sign-in address begins with https.', 'Write https.'))
  if (audience === 'AzureADMyOrg' && ['common', 'organizations', 'consumers'].includes(tenant.toLowerCase()))
    findings.push(
      make('authority-common', 'error', `A registration for one organisation cannot sign in at /${tenant.toLowerCase()} (AADSTS50194).`, 'Put the Directory (tenant) ID in its place.'),
    )
  if (/\/oauth2\/(?!v2\.0)/i.test(text))
    findings.push(make('authority-v1', 'warning', 'This is the old endpoint; it takes other parameters.', 'Use …/oauth2/v2.0/token and send a POST.'))
  return findings
}

/** What a registration says about its client against what the product does. @see reference 2.1 */
export function lintClientKind(facts: {
  readonly platforms: readonly ('web' | 'publicClient' | 'spa')[]
  readonly credential: 'secret' | 'certificate' | 'none'
  readonly flow: 'code' | 'client-credentials' | 'device-code'
  readonly publicFlows?: boolean | undefined
}): Finding[] {
  const { platforms, credential, flow } = facts
  const make = (id: string, severity: Finding['severity'], sentence: string, fix: string): Finding => ({ id, severity, field: 'client-kind', sentence, fix })
  if (flow === 'client-credentials') {
    const findings: Finding[] = []
    if (credential === 'none') findings.push(make('client-no-credential', 'error', 'An application that signs in by itself needs a secret or a certificate (AADSTS7000218).', 'Add a client secret.'))
    if (platforms.includes('publicClient') && !platforms.includes('web'))
      findings.push(make('client-contradiction', 'warning', 'A redirect of a public client beside a secret contradicts itself; it only works because this flow uses no redirect.', 'Leave the redirect out.'))
    if (facts.publicFlows === true) findings.push(make('client-public-flows', 'warning', '“Allow public client flows” is on without need.', 'Set it to No.'))
    return findings
  }
  if (flow === 'device-code')
    return facts.publicFlows === true ? [] : [make('client-fallback', 'error', 'A device code needs “Allow public client flows” (AADSTS7000218).', 'Set it to Yes.')]
  if (platforms.includes('spa'))
    return [make('client-spa', 'error', 'A code redirected to a single-page address cannot be redeemed elsewhere (AADSTS9002327).', 'Register the address under Web.')]
  if (credential === 'none' && !platforms.includes('publicClient'))
    return [make('client-web-no-credential', 'error', 'The platform Web asks for a secret or a certificate (AADSTS7000218).', 'Add a credential, or use Mobile and desktop applications.')]
  if (credential !== 'none' && !platforms.includes('web'))
    return [make('client-public-with-credential', 'error', 'A public client must not present a secret (AADSTS700025).', 'Register the server’s address under Web.')]
  return []
}

/** Sender or mailbox: an address, and not the name people see. @see reference 4.8 */
export function lintSender(value: string): Finding[] {
  const text = value.slice(0, 1000)
  const address = /<([^<>\s]+@[^<>\s]+)>/.exec(text)?.[1] ?? /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+\.[A-Za-z]{2,}/.exec(text)?.[0]
  const make = (id: string, severity: Finding['severity'], sentence: string, fix: string): Finding => ({
    id,
    severity,
    field: 'sender',
    sentence,
    fix,
    ...(address === undefined ? {} : { suggestion: address }),
  })
  const trimmed = text.trim()
  if (trimmed === '') return [make('sender-missing', 'error', 'The sender is missing.', 'Enter its e-mail address.')]
  if ((trimmed.match(/@/g) ?? []).length > 1 && /[;,\s]/.test(trimmed))
    return [make('sender-several', 'error', 'There is more than one address in it.', 'Enter one address.')]
  if (!trimmed.includes('@'))
    return [make('sender-display-name', 'error', `“${shown(trimmed)}” is a name, not an address; Exchange refuses it (SendAsDenied).`, 'Enter the e-mail address of the mailbox.')]
  if (/[<>"]/.test(trimmed) || /\s/.test(trimmed))
    return [make('sender-with-name', 'error', 'There is a name or a blank beside the address.', 'Enter the address alone.')]
  if (!/^[^\s@]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i.test(trimmed))
    return [make('sender-malformed', 'error', `“${shown(trimmed)}” is not an e-mail address.`, 'Write it like name@contoso.com.')]
  const findings: Finding[] = []
  if (text !== trimmed) findings.push(make('sender-blank', 'warning', 'There is a blank around the address.', 'Remove it.'))
  if (/^(?:no-?reply|do-?not-?reply)@/i.test(trimmed))
    findings.push(make('sender-no-reply', 'note', 'A no-reply address must exist as a mailbox or alias.', 'Look it up in the Exchange admin center.'))
  if (/@(?:outlook|hotmail|live|gmail)\.com$/i.test(trimmed))
    findings.push(make('sender-private', 'error', 'This is a private mailbox, not one of the organisation.', 'Enter an address of your tenant.'))
  return findings
}
