/** An administrator pastes an error: the right cause first, several where several fit, none where nothing is known. */
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { DiagnosisSchema } from '../../../../src/domain/diagnosis/diagnosis.schema.ts'
import { diagnose } from '../../../../src/domain/diagnosis/diagnose.ts'
import { parseCatalogue } from '../../../../src/domain/diagnosis/parse-catalogue.ts'
import { remedies } from '../../../kit/assets.ts'
import { anyText } from '../any-text.ts'

const catalogue = remedies()
const tags = (text: string, context: Parameters<typeof diagnose>[2] = {}) =>
  diagnose(text, catalogue, context).candidates.map((one) => one.tag)
const aadsts = (code: number) =>
  `invalid_grant: AADSTS${code}: Something happened. Trace ID: 1f Correlation ID: 2e Timestamp: 2026-11-21 13:02:00Z`

/** Every failure the practice tenant can produce, and the cause that must come first. */
test.each([
  [aadsts(700016), 'app_not_in_tenant'],
  [aadsts(90002), 'tenant_not_found'],
  [aadsts(50011), 'redirect_mismatch'],
  [aadsts(65001), 'consent_required'],
  [aadsts(65004), 'consent_required'],
  [aadsts(90094), 'admin_consent_required'],
  [aadsts(90095), 'admin_consent_required'],
  [aadsts(50126), 'bad_password'],
  [aadsts(50057), 'account_locked'],
  [aadsts(54005), 'code_already_redeemed'],
  [aadsts(501481), 'grant_invalid'],
  [aadsts(700082), 'refresh_token_expired'],
  [aadsts(50173), 'grant_revoked'],
  [aadsts(70000), 'grant_invalid'],
  [aadsts(7000218), 'secret_missing_public_client'],
  [aadsts(700025), 'redirect_platform_wrong'],
  [aadsts(50194), 'single_tenant_common_endpoint'],
  [aadsts(700022), 'mixed_resource_scopes'],
  [aadsts(50105), 'user_not_assigned'],
  [aadsts(50020), 'wrong_account_signed_in'],
  [aadsts(53003), 'conditional_access'],
  ['{"error":"invalid_grant","error_codes":[53003]}', 'conditional_access'],
  [
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled',
    'tenant_smtp_auth_disabled',
  ],
  [
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',
    'mailbox_smtp_auth_disabled',
  ],
  ['535 5.7.139 Authentication unsuccessful, basic authentication is disabled.', 'basic_auth_blocked'],
  [
    '535 5.7.139 Authentication unsuccessful, user is locked by your organization’s security defaults policy',
    'security_defaults',
  ],
  ['535 5.7.3 Authentication unsuccessful [AM0PR01.eurprd01.prod.outlook.com]', 'generic_auth_failure'],
  ['530 5.7.57 Client not authenticated to send mail.', 'client_did_not_authenticate'],
  ['550 5.7.60 SMTP; Client does not have permissions to send as this sender', 'send_as_denied'],
  ['554 5.2.252 SendAsDenied; a@x.example not allowed to send as b@x.example', 'send_as_denied'],
  [
    '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending',
    'concurrent_connections',
  ],
  ['451 4.7.500 Server busy. Please try again later from [192.0.2.1].', 'throttled'],
  [
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    'recipient_invalid',
  ],
  ['421 4.3.2 Service not available, closing transmission channel', 'throttled'],
  [
    'The server smtp.x:587 offers no STARTTLS, so nothing was sent to it: no token leaves without encryption.',
    'starttls_missing',
  ],
  [
    'The server smtp.x:587 could not be trusted: the certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT). No token was sent.',
    'tls_interception',
  ],
  [
    'The server smtp.x:587 cannot be reached: nothing listens there, or a firewall refuses the connection (ECONNREFUSED).',
    'port_blocked',
  ],
  [
    'The server smtp.x:587 cannot be reached: no answer came in time; a firewall may be dropping the connection (ETIMEDOUT).',
    'port_blocked',
  ],
  ['The server smtp.x:587 cannot be reached: the host name is not known to DNS (ENOTFOUND).', 'dns_failure'],
  ['The connection to smtp.x:587 ended: the server closed it', 'port_blocked'],
  ['bob@x.example signed in, but anna@x.example was meant. Nothing was kept.', 'wrong_account_signed_in'],
  [
    'The secret "vault" has 3000 bytes; the Windows keychain takes 2560 an entry. Nothing was written.',
    'keychain_value_too_long',
  ],
])('%s → %s', (text, tag) => {
  expect(tags(text)[0]).toBe(tag)
})

describe('does not pretend to know', () => {
  test.each([
    '',
    'hello',
    'the server 10.5.7.3 is version 4.3.2.1',
    'order 535 was shipped',
    'AADSTS99999999',
    '5.7.1395',
  ])('%j is unknown', (text) => {
    expect(diagnose(text, catalogue).candidates).toEqual([])
  })

  test.each([
    ['a number Entra may have added since', 'AADSTS99999999: whatever', 'error?code=99999999'],
    ['half a sentence', 'it does not work', 'Copy the whole message'],
  ])('%s: says what to look at next', (_, text, next) => {
    const { candidates, questions } = diagnose(text, catalogue)
    expect(candidates).toEqual([])
    expect(questions.join(' ')).toContain(next)
  })

  test('another vendor’s refusal is nothing to act on, and the answer says whose it is', () => {
    const { candidates, questions } = diagnose(
      '535 5.7.8 Username and Password not accepted - gsmtp',
      catalogue,
    )
    expect(candidates[0]?.confidence ?? 0).toBeLessThan(0.5)
    expect(questions.join(' ')).toContain('comes from Google')
  })

  test('what to capture fits the place the text comes from', () => {
    expect(diagnose('it does not work', catalogue, { surface: 'ndr' }).questions[0]).toContain(
      'delivery report',
    )
    expect(diagnose('it does not work', catalogue, { surface: 'pop' }).questions[0]).toContain('-ERR')
  })

  test.each([
    '535 5.7.3 Authentication unsuccessful',
    '504 5.7.4 Unrecognized authentication type',
    'Access to OData is disabled',
    'Access is denied. Check credentials and try again.',
  ])('nobody is sent off to change something on the strength of “%s” alone', (text) => {
    const { candidates, questions } = diagnose(text, catalogue)
    expect(candidates[0]?.confidence).toBeLessThan(0.7)
    expect(questions.length).toBeGreaterThan(0)
  })

  test.each([
    [
      '535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully',
      ['conditional_access', 'mfa_required', 'security_defaults', 'basic_auth_blocked'],
    ],
    [
      'AADSTS7000218: the request body must contain client_assertion or client_secret',
      ['secret_missing_public_client', 'redirect_platform_wrong'],
    ],
    [
      'AADSTS50059: no tenant-identifying information',
      ['tenant_unspecified', 'single_tenant_common_endpoint'],
    ],
  ])('%s has several causes and asks what separates them', (text, causes) => {
    const { candidates, questions } = diagnose(text, catalogue)
    expect(candidates.map((one) => one.tag)).toEqual(expect.arrayContaining(causes))
    expect(questions.length).toBeGreaterThan(0)
  })

  test('a reason in the reply silences the guesses', () => {
    expect(
      tags('535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.'),
    ).toEqual(['tenant_smtp_auth_disabled'])
  })
})

describe('a connection that ended after the server had spoken', () => {
  test.each(
    ['auth', 'mail', 'rcpt', 'data', 'body'].flatMap((stage) =>
      ['ETIMEDOUT', 'read ECONNRESET', 'connect ECONNREFUSED', 'The connection to x.example:587 ended'].map(
        (text) => [stage, text] as const,
      ),
    ),
  )('at %s, “%s”: nobody is sent to the firewall', (stage, text) => {
    const at = (where: string) =>
      diagnose(text, catalogue, { surface: 'smtp', stage: where }).candidates.map(({ tag }) => tag)
    expect(at(stage)).not.toContain('port_blocked')
    expect(at('connect')).toContain('port_blocked')
  })
})

describe('remedies', () => {
  const context = {
    mailbox: "o'brien@x.example",
    from: 'sales@x.example',
    surface: 'smtp',
    stage: 'body',
    flow: 'smtp-delegated',
  }
  test('name this mailbox, and its command can be pasted', () => {
    const [cause] = diagnose('554 5.2.252 SendAsDenied', catalogue, context).candidates
    expect(cause?.title).toBe("o'brien@x.example may not send as sales@x.example")
    expect(cause?.remedies[0]).toMatchObject({
      role: 'exchange-admin',
      command: "Add-RecipientPermission sales@x.example -Trustee 'o''brien@x.example' -AccessRights SendAs",
    })
  })
  test('read well when nobody said which mailbox it is', () => {
    const [cause] = diagnose('554 5.2.252 SendAsDenied', catalogue).candidates
    expect(cause?.title).toBe('The mailbox may not send as the From address')
    expect(cause?.remedies[0]?.command).toContain('‹from›')
  })
  test('the shared-mailbox guess is for delegated sending, the service principal for application sending', () => {
    expect(tags('535 5.7.3 x', context)).not.toContain('service_principal_missing')
    expect(tags('535 5.7.3 x', { ...context, flow: 'smtp-app' })).not.toContain('shared_mailbox_identity')
  })
})

test('every tag is one of the vocabulary, every cause has a way out, and no text holds an unfilled name', () => {
  const vocabulary = readFileSync(path.join(import.meta.dirname, 'cause-tags.txt'), 'utf8').split(/\s+/)
  expect(catalogue.causes.map((entry) => entry.tag).sort()).toEqual(
    vocabulary.filter((tag) => tag !== '').sort(),
  )
  const everything = catalogue.causes.map((entry) =>
    diagnose('known', { ...catalogue, causes: [{ ...entry, match: [{ words: ['known'], confidence: 1 }] }] }),
  )
  expect(everything.every((one) => one.candidates.length === 1)).toBe(true)
  expect(JSON.stringify(everything)).not.toMatch(/\{(?:mailbox|from|tenantName|clientId|host|port)\}/)
})

test('an entry that would fit every text, or fills in nothing, is refused by path', () => {
  const entry = {
    tag: 'x_tag',
    title: 'For {nobody}',
    explanation: 'e',
    match: [{ confidence: 1 }, { any: ['ab'], confidence: 1 }],
    surfaces: ['smtp'],
    neighbours: ['throttled'],
    links: ['https://contoso.example/help'],
    remedies: [{ role: 'you', text: 't' }],
  }
  const parsed = parseCatalogue([entry, entry], catalogue.vocabulary)
  expect(!parsed.ok && parsed.error.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['[0].match[0]', '[0].match[1]', '[0]', '[1].tag']),
  )
  expect(parseCatalogue(catalogue.causes, catalogue.vocabulary).ok).toBe(true)
})

test('whoever reads a remedy learns who does it, where, how, how long it takes and how to see that it worked', () => {
  for (const entry of catalogue.causes) {
    expect(entry.sources?.length, entry.tag).toBeGreaterThan(0)
    expect(entry.step, entry.tag).toBeDefined()
    for (const remedy of entry.remedies) {
      expect(remedy.portal.length, entry.tag).toBeGreaterThan(0)
      expect(remedy.takes ?? entry.takes, entry.tag).toMatch(/\S/)
      expect(remedy.check ?? entry.check, entry.tag).toMatch(/\S/)
    }
  }
  const [remedy] = diagnose('AADSTS7000222', catalogue).candidates[0]?.remedies ?? []
  expect(remedy?.role).toBe('entra-admin')
  expect(remedy?.takes).toMatch(/\S/)
  expect(remedy?.check).toMatch(/\S/)
})

test('every row of the error catalogue of the reference is the source of a cause, or known to have none', () => {
  // 94: pass-through authentication; 175 and 176: the sign-in window of this program
  const without = [94, 175, 176]
  const rows = new Set(
    catalogue.causes.flatMap((entry) =>
      (entry.sources ?? []).flatMap((source) => {
        const row = /^reference 7\.\d row (\d+)$/.exec(source)?.[1]
        return row === undefined ? [] : [Number(row)]
      }),
    ),
  )
  const missing = Array.from({ length: 177 }, (_, index) => index + 1).filter(
    (row) => !rows.has(row) && !without.includes(row),
  )
  expect(missing).toEqual([])
})

describe('finds the cause through what is wrapped around it', () => {
  const cause = 'SmtpClientAuthentication is disabled for the Tenant'
  test.each([
    ['a base64 part of a mail', `Content-Transfer-Encoding: base64\n\n${btoa(`535 5.7.139 ${cause}`)}\n`],
    [
      'quoted-printable with soft breaks',
      '535 5.7.139 SmtpClientAuthentication is dis=\nabled for the Ten=\r\nant=2E',
    ],
    ['an address', `https://x.example/?error=${encodeURIComponent(cause)}`],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ message: `535 5.7.139\n${cause}` }))],
    ['HTML', `<td>535&nbsp;5.7.139 SmtpClientAuthentication <b>is disabled</b> for&#32;the Tenant</td>`],
    [
      'a reply of several lines',
      '535-5.7.139 SmtpClientAuthentication is\n535 5.7.139 disabled for the Tenant',
    ],
  ])('%s', (_, text) => {
    expect(tags(text)[0]).toBe('tenant_smtp_auth_disabled')
  })

  test('a log of megabytes with one error in the middle', () => {
    const line = (at: number) => `2026-11-20 09:00:00 INFO sent ${at} to c${at}@x.example 250 2.0.0 OK`
    const lines = Array.from({ length: 70_000 }, (_, at) => line(at))
    lines[35_000] = `2026-11-20 09:00:00 ERROR 535 5.7.139 ${cause}`
    expect(tags(lines.join('\n'))).toEqual(['tenant_smtp_auth_disabled'])
  })
})

test('whatever is pasted, the answer fits the window', () => {
  fc.assert(
    fc.property(anyText(500), (text) => {
      expect(
        DiagnosisSchema.safeParse(diagnose(`535 5.7.3 ${text}`, catalogue, { mailbox: text.slice(0, 50) }))
          .success,
      ).toBe(true)
    }),
  )
})
