/** Every fault of the practice tenant, seen by the person running the demo: exit 1, the right probes, a plain sentence. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ReportSchema, type Report } from '../../../src/domain/report/report.ts'
import { endedAsExpected } from '../../../src/domain/run/run.ts'
import { faults, type FaultName } from '../../../src/practice/index.ts'
import { cliHere } from './in-process.ts'

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
const riddenOut: readonly FaultName[] = ['slow', 'drop-reply']

async function demo(fault: FaultName): Promise<{ code: number; report: Report; shown: string }> {
  const out = path.join(folder, 'reports')
  const data = path.join(folder, 'data')
  const { code, err } = await cliHere(
    data,
    'demo',
    '--recipe',
    'eap',
    '--mailboxes',
    '3',
    '--fault',
    fault,
    '--out',
    out,
    '--json',
  )
  return {
    code,
    shown: err,
    report: ReportSchema.parse(JSON.parse(readFileSync(path.join(out, 'eap.json'), 'utf8'))),
  }
}

const scopes = new Map(faults.map(({ name, scope }) => [name, scope]))

describe.each(faults.map(({ name }) => name).filter((name) => !riddenOut.includes(name)))(
  'with the fault %s',
  (name) => {
    test('the demo ends with 1, the right probes fail and say why', async () => {
      const { code, report, shown } = await demo(name)
      const unexpected = report.probes.filter((probe) => !endedAsExpected(probe))
      expect({ code, shown: code === 1 ? '' : shown }).toEqual({ code: 1, shown: '' })
      expect(report.verdict).toBe('not-proven')
      // A fault of one mailbox must not touch another's proof; the rest hits everyone.
      expect(unexpected).toHaveLength(scopes.get(name) === 'mailbox' ? 1 : 3)
      for (const probe of unexpected) {
        if (probe.outcome === 'accepted') continue
        expect(probe.reply, 'each failure carries the reply or the sentence').toMatch(says[name] ?? /\w/)
        expect(probe.diagnosis?.candidates[0]?.title, 'each failure has a plain cause').toBeTruthy()
      }
    }, 60_000)
  },
)

test.each(riddenOut)(
  'with the fault %s every message is proven all the same',
  async (name) => {
    const { code, report } = await demo(name)
    expect({ code, verdict: report.verdict }).toEqual({ code: 0, verdict: 'proven' })
  },
  60_000,
)
