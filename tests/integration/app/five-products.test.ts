/** Each product is proven the way it sends: accepted where it should be, refused where it must be, all of it received. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { ReportDocumentSchema } from '../../../src/documents/report/report-document.ts'
import { cliHere } from './in-process.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-products-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

const Demo = z.object({
  setups: z.array(
    z.object({
      sending: z.string(),
      probes: z.object({
        planned: z.int(),
        accepted: z.int(),
        refused: z.int(),
        received: z.int(),
        unexpected: z.int(),
        toArrive: z.int(),
      }),
    }),
  ),
})

test.each([
  ['eap', [['smtp-delegated', { planned: 3, refused: 0 }]]],
  [
    'flexdeploy',
    [
      ['graph-delegated', { planned: 4, refused: 0 }],
      ['smtp-delegated', { planned: 4, refused: 0 }],
    ],
  ],
  ['exact', [['graph-app', { planned: 6, refused: 2 }]]],
  ['enate', [['graph-app', { planned: 7, refused: 1 }]]],
  ['finpower-connect', [['graph-app', { planned: 4, refused: 1 }]]],
  [
    'generic-smtp-oauth',
    [
      ['smtp-delegated', { planned: 3, refused: 0 }],
      ['smtp-app', { planned: 4, refused: 1 }],
    ],
  ],
  ['generic-graph-app', [['graph-app', { planned: 4, refused: 1 }]]],
  ['generic-graph-person', [['graph-delegated', { planned: 3, refused: 0 }]]],
  ['generic-vendor-app', [['graph-app', { planned: 4, refused: 1 }]]],
] as const)('%s, each way it can send', async (recipe, ways) => {
  const words = ['demo', '--recipe', recipe, '--mailboxes', '3', '--out', folder, '--json']
  const { code, out } = await cliHere(path.join(folder, 'data'), ...words)
  const { setups } = Demo.parse(JSON.parse(out))
  expect(setups.map(({ sending }) => sending)).toEqual(ways.map(([sending]) => sending))
  for (const [index, [, expected]] of ways.entries()) {
    const setup = setups[index]
    expect(setup?.probes).toMatchObject({ ...expected, unexpected: 0 })
    expect(setup?.probes.received).toBe(setup?.probes.toArrive)
  }
  expect(code).toBe(0)
})

test('a product that may sign in by itself over SMTP is kept out of a mailbox that is not its own', async () => {
  const words = ['demo', '--recipe', 'generic-smtp-oauth', '--mailboxes', '2', '--out', folder]
  const { code, out } = await cliHere(path.join(folder, 'data'), ...words)
  expect(code, out).toBe(0)
  expect(out).toContain('SMTP, as the application')
  const file = path.join(folder, 'generic-smtp-oauth-smtp-app.json')
  const report = ReportDocumentSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  expect(report.verdict).toBe('proven')
  const [outside] = report.probes.filter(({ expected }) => expected === 'refused')
  expect(outside).toMatchObject({ transport: 'smtp-app', outcome: 'refused', receipt: 'none' })
  // what the run proved, nobody has to tick
  const proof = report.steps.list.find(({ id }) => id === 'negative-proof')
  expect(proof).toMatchObject({ state: 'done', automation: 'refusal' })
  const inside = report.probes.filter(({ expected }) => expected === 'accepted')
  expect(inside).toHaveLength(2)
  for (const probe of inside)
    expect(probe).toMatchObject({ transport: 'smtp-app', outcome: 'accepted', seenFrom: probe.from })
})

test('a mailbox outside the group that lets the application in is said before everything else', async () => {
  const words = [
    'demo',
    '--recipe',
    'finpower-connect',
    '--mailboxes',
    '2',
    '--fault',
    'unscoped-app',
    '--out',
    folder,
  ]
  const { code, out } = await cliHere(path.join(folder, 'data'), ...words)
  expect(code).toBe(1)
  expect(out).toContain('GOT IN, ALTHOUGH IT MUST BE REFUSED')
  expect(out).toContain('The application is not limited')
})

test('a right that is not in force yet is tried again by itself and then works', async () => {
  const words = [
    'demo',
    '--recipe',
    'eap',
    '--mailboxes',
    '3',
    '--fault',
    'not-propagated',
    '--out',
    folder,
    '--json',
  ]
  const { out } = await cliHere(path.join(folder, 'data'), ...words)
  const [setup] = Demo.parse(JSON.parse(out)).setups
  expect(setup?.probes).toMatchObject({ unexpected: 0, received: 3 })
})
