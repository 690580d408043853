/** What a test needs of the program that it runs in its own process. */
import path from 'node:path'
import { expect } from 'vitest'
import type { Io } from '../../../src/cli/frame/io.ts'
import { compose, type Composition } from '../../../src/cli/frame/compose.ts'
import {
  startPracticeTenant,
  type PracticeOptions,
  type PracticeTenant,
} from '../../../src/practice/index.ts'
import { cliHere } from './cli-here.ts'
import { Desk } from './cli.ts'
import { plainly } from '../../fakes/plainly.ts'

const assetsFolder = path.resolve(import.meta.dirname, '../../../assets')

export { cliHere, cliReading } from './cli-here.ts'

const quiet: Io = {
  out: () => undefined,
  outParts: async () => undefined,
  err: () => undefined,
  read: async () => '',
  interrupted: new AbortController().signal,
}

/** What a command or the window works with, for the data folder given. Whoever asks closes it. */
export async function composedHere(dataFolder: string): Promise<Composition> {
  const composed = await compose({ dataFolder, assetsFolder, version: '0.0.0', io: quiet })
  if (!composed.ok) throw new Error(plainly(composed.error).what)
  return composed.value
}

/** A desk with the setup “C” of EAP, everybody signed in, and its tenant in the test's own process: ready to verify. */
export async function readyToVerify(
  options: Pick<PracticeOptions, 'latencyMs'> & { readonly mailboxes: number },
): Promise<{ desk: Desk; tenant: PracticeTenant; id: string }> {
  const desk = new Desk()
  const words = ['setup', 'create', '--recipe', 'eap', '--name', 'C', '--practice', '--prepared', '--json']
  const created = await cliHere(desk.folder, ...words, '--mailboxes', String(options.mailboxes))
  const { id } = JSON.parse(created.out) as { id: string }
  const tenant = await startPracticeTenant({
    prepared: true,
    stateDir: path.join(desk.folder, 'practice', id),
    limits: { messages: 100_000 },
    ...options,
  })
  expect((await cliHere(desk.folder, 'mailbox', 'authorise', 'C', '--all')).code).toBe(0)
  return { desk, tenant, id }
}
