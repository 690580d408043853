/** Faults of an application's sign-in, of Graph and of EWS, seen by who runs the demo. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FaultName } from '../../../src/practice/index.ts'
import { shownByApplications } from './application-faults.ts'
import { cliHere } from './in-process.ts'
import { demoWith, expectSaid, unexpectedOf } from './fault-demo.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-faults-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

const says: Partial<Record<FaultName, RegExp>> = {
  'graph-http-401': /HTTP 401 InvalidAuthenticationToken/,
  'graph-http-403': /HTTP 403 ErrorAccessDenied/,
  'graph-http-404': /HTTP 404 MailboxNotEnabledForRESTAPI/,
  'graph-http-503': /HTTP 503 ErrorServerBusy/,
  'app-out-of-scope': /HTTP 403 ErrorAccessDenied/,
}

/** The credential is proven before a run starts: these say why once, and nothing is sent. */
const refusals: Partial<Record<FaultName, RegExp>> = {
  'expired-secret': /AADSTS7000222/,
  'wrong-secret': /AADSTS7000215/,
  'conditional-access': /AADSTS53003/,
}
/** Not a word about the credential, and no report: like a network that is down. */
const broken: readonly FaultName[] = ['token-truncated', 'token-wrong-json']

/**
 * graph-silent never answers: the fault matrix holds its outcome with short limits. unknown-certificate needs a setup
 * that signs in with one (practice/app-tokens). The others have a story of their own below.
 */
const apart: readonly FaultName[] = [
  'graph-silent',
  'unknown-certificate',
  'graph-throttled',
  'unscoped-app',
  'ews-blocked',
  ...(Object.keys(refusals) as FaultName[]),
  ...broken,
]

test.each(Object.entries(refusals))(
  'with the fault %s nothing is sent, and the reason is said once and stands in the report',
  async (fault, words) => {
    const { code, report, shown } = await demoWith(folder, 'enate', fault as FaultName)
    expect({ code, verdict: report.verdict, run: report.run }).toEqual({
      code: 1,
      verdict: 'not-run',
      run: null,
    })
    expect(shown.match(/Nothing was sent/g)).toHaveLength(1)
    expect(shown).toMatch(words)
    expect(shown).toContain('Likely cause')
    expect(report.refusal).toMatch(words)
    expect(report.sentences[2]).toContain('replace or correct the application’s credential')
    expect(report.credentials[0]?.refused?.reply).toMatch(words)
  },
)

test('a registration that the tenant does not know a moment after the consent is waited for, also where it must refuse', async () => {
  const { code, report } = await demoWith(folder, 'enate', 'unknown-client')
  expect({ code, verdict: report.verdict }).toEqual({ code: 1, verdict: 'not-proven' })
  expect(new Set(report.probes.map(({ expected }) => expected))).toEqual(new Set(['accepted', 'refused']))
  for (const probe of report.probes) {
    expect(probe.stage).toBe('token')
    expect(probe.tries).toBeGreaterThan(1)
    expect(probe.tooEarly, 'the usual delay is over at the end').toBeNull()
  }
})

test.each(broken)('with the fault %s nothing is sent, and nobody blames the credential', async (fault) => {
  const { code, err } = await cliHere(
    path.join(folder, 'data'),
    ...['demo', '--recipe', 'enate', '--mailboxes', '3', '--fault', fault, '--out', folder, '--json'],
  )
  expect(code).toBe(3)
  expect(err).toContain('Nothing was sent')
  expect(err).not.toMatch(/refused the sign-in|Likely cause/)
})

test.each(shownByApplications.filter((name) => !apart.includes(name)))(
  'with the fault %s the demo ends with 1, the right probes fail and say why',
  (name) => expectSaid(folder, 'enate', name, says[name]),
)

test('when Graph asks to wait, every message is proven all the same', async () => {
  const { code, report } = await demoWith(folder, 'enate', 'graph-throttled')
  expect({ code, verdict: report.verdict }).toEqual({ code: 0, verdict: 'proven' })
})

test('an application that reaches a mailbox outside its scope is the only and the loudest finding', async () => {
  const { code, report } = await demoWith(folder, 'enate', 'unscoped-app')
  const unexpected = unexpectedOf(report)
  expect({ code, verdict: report.verdict }).toEqual({ code: 1, verdict: 'not-proven' })
  expect(unexpected).toMatchObject([{ expected: 'refused', outcome: 'accepted', to: report.run?.to }])
  expect(unexpected[0]?.diagnosis?.candidates[0]?.tag).toBe('limit_not_effective')
})

test('a calendar that still needs EWS is told that EWS is switched off', async () => {
  const { code, report } = await demoWith(folder, 'exact', 'ews-blocked')
  const unexpected = unexpectedOf(report)
  expect(code).toBe(1)
  expect(unexpected.length).toBeGreaterThan(0)
  expect(new Set(unexpected.map((probe) => probe.transport))).toEqual(new Set(['ews-app']))
})
