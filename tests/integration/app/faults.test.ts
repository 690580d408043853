/** Every fault of the practice tenant, seen by the person running the demo: exit 1, the right probes, a plain sentence. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ReportSchema } from '../../../src/domain/report/report.ts'
import { endedAsExpected } from '../../../src/domain/run/run.ts'
import { faults } from '../../../src/practice/index.ts'
import { Desk } from './cli.ts'

let desk: Desk
beforeEach(() => (desk = new Desk()))
afterEach(() => desk.close())

/** Faults that slow things down or that MSAL never lets happen to a well-behaved client end well. */
const harmless = new Set(['slow'])
/** What the unexpected probes of a fault must say; the rest is held by their own tests. */
const says: Readonly<Record<string, RegExp>> = {
  'tenant-smtp-auth-off': /5\.7\.139.*Tenant/,
  'mailbox-smtp-auth-off': /5\.7\.139.*Mailbox/,
  'no-send-as': /SendAsDenied/,
  'auth-failed': /535 5\.7\.3/,
  'concurrent-connections': /432 4\.3\.2/,
  'ip-throttled': /451 4\.7\.500/,
  'no-starttls': /STARTTLS/i,
  'bad-certificate': /certificate/i,
  'unknown-client': /AADSTS700016/,
  'redirect-mismatch': /AADSTS50011/,
  'missing-consent': /AADSTS(65001|9009[45])/,
  'declined-consent': /AADSTS65004|declined/i,
  'bad-password': /AADSTS50126/,
  'disabled-account': /AADSTS50057/,
  'wrong-account': /signed in, but .* was meant/,
  'wrong-client-kind': /AADSTS7000218/,
}

describe.each(faults.map((fault) => fault.name))('with the fault %s', (name) => {
  test.skipIf(harmless.has(name))(
    'the demo ends with 1, says what happened, and does not hang',
    async () => {
      const out = path.join(desk.folder, 'reports')
      const {
        code,
        out: stdout,
        err,
      } = await desk.cli(
        'demo',
        '--recipe',
        'eap',
        '--mailboxes',
        '4',
        '--fault',
        name,
        '--out',
        out,
        '--json',
      )
      expect({ code, err: code === 1 ? '' : err, stdout: code === 1 ? '' : stdout }).toEqual({
        code: 1,
        err: '',
        stdout: '',
      })
      const report = ReportSchema.parse(JSON.parse(readFileSync(path.join(out, 'eap.json'), 'utf8')))
      const unexpected = report.probes.filter((probe) => !endedAsExpected(probe))
      expect(unexpected.length).toBeGreaterThan(0)
      for (const probe of unexpected) {
        if (probe.outcome === 'accepted') continue
        expect(probe.reply, 'each failure carries the reply or the sentence').toBeTruthy()
        if (says[name] !== undefined) expect(probe.reply).toMatch(says[name])
      }
    },
    90_000,
  )
})
