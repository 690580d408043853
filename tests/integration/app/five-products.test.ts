/** Each product is proven the way it sends: accepted where it should be, refused where it must be, all of it received. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { cliHere } from './in-process.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-products-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

const Demo = z.object({
  setups: z.array(
    z.object({
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
  ['eap', { planned: 3, refused: 0 }],
  ['flexdeploy', { planned: 4, refused: 0 }],
  ['exact', { planned: 7, refused: 1 }],
  ['enate', { planned: 7, refused: 1 }],
  ['finpower-connect', { planned: 4, refused: 1 }],
] as const)('%s', { timeout: 60_000 }, async (recipe, expected) => {
  const words = ['demo', '--recipe', recipe, '--mailboxes', '3', '--out', folder, '--json']
  const { code, out } = await cliHere(path.join(folder, 'data'), ...words)
  const [setup] = Demo.parse(JSON.parse(out)).setups
  expect(setup?.probes).toMatchObject({ ...expected, unexpected: 0 })
  expect(setup?.probes.received).toBe(setup?.probes.toArrive)
  expect(code).toBe(0)
})

test(
  'a mailbox outside the group that lets the application in is said before everything else',
  { timeout: 60_000 },
  async () => {
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
    expect(out).toContain('ACCEPTED, ALTHOUGH IT HAD TO BE REFUSED')
    expect(out).toContain('The application is not limited')
  },
)

test(
  'a right that is not in force yet is tried again by itself and then works',
  { timeout: 60_000 },
  async () => {
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
  },
)
