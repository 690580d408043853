/** Faults of people's sign-ins and of SMTP, seen by who runs the demo: exit 1, the right probes, a plain sentence. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { faults, type FaultName } from '../../../src/practice/index.ts'
import { shownByApplications } from './application-faults.ts'
import { demoWith, expectSaid } from './fault-demo.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-faults-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

/** What the person must be told; a fault without a row only has to say something. */
const says: Partial<Record<FaultName, RegExp>> = {
  'tenant-smtp-auth-off': /5\.7\.139.*Tenant/,
  'mailbox-smtp-auth-off': /5\.7\.139.*Mailbox/,
  'no-send-as': /SendAsDenied/,
  'auth-failed': /535 5\.7\.3/,
  'concurrent-connections': /432 4\.3\.2/,
  'ip-throttled': /451 4\.7\.500/,
  'no-starttls': /STARTTLS/i,
  'bad-certificate': /certificate/i,
  'unknown-client': /AADSTS700016/,
  'wrong-tenant': /AADSTS90002/,
  'redirect-mismatch': /AADSTS50011/,
  'missing-consent': /AADSTS(65001|9009[45])/,
  'declined-consent': /AADSTS65004|declined/i,
  'bad-password': /AADSTS50126/,
  'disabled-account': /AADSTS50057/,
  'reused-code': /AADSTS54005/,
  'pkce-mismatch': /AADSTS501481/,
  'expired-refresh': /AADSTS700082/,
  'revoked-refresh': /AADSTS50173/,
  'wrong-account': /signed in, but .* was meant/,
  'wrong-client-kind': /AADSTS7000218/,
}

/** Faults that a well-behaved client rides out: the message arrives all the same, and is proven to. */
const riddenOut: readonly FaultName[] = ['slow', 'drop-reply', 'not-propagated', 'junk-mail', 'dmarc-fail']

/** Never answers: a demo would spend the minutes a real service is given. The fault matrix holds the outcome. */
const endless: readonly FaultName[] = ['token-silent']

/** Of the directory an administrator's tools ask, which no mail passes: tests/integration/practice/directory-errors. */
const ofTheDirectory: readonly FaultName[] = [
  'directory-lag',
  'half-replicated',
  'directory-throttled',
  'concurrent-writes',
  'role-spreading',
]

const apart = new Set<FaultName>([...riddenOut, ...endless, ...ofTheDirectory, ...shownByApplications])

test.each(faults.map(({ name }) => name).filter((name) => !apart.has(name)))(
  'with the fault %s the demo ends with 1, the right probes fail and say why',
  (name) => expectSaid(folder, 'eap', name, says[name]),
)

test.each(riddenOut)('with the fault %s every message is proven all the same', async (name) => {
  const { code, report } = await demoWith(folder, 'eap', name)
  expect({ code, verdict: report.verdict }).toEqual({ code: 0, verdict: 'proven' })
  if (name === 'dmarc-fail')
    expect(report.probes.map((probe) => probe.authentication?.dmarc)).toContain('fail')
  if (name === 'junk-mail') {
    const junk = report.probes.filter((probe) => probe.foundIn === 'junk')
    expect(junk).toMatchObject([{ receipt: 'received', warning: true }])
    expect(junk[0]?.notes).toMatchObject([{ code: 'in-junk' }])
    expect(report.probes.filter((probe) => probe.foundIn === 'inbox')).toHaveLength(2)
  }
})
