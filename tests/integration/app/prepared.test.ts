/** Whoever rehearses a product that signs in by itself, and asked for everything prepared, can verify at once. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cliHere } from './in-process.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sendproof-prepared-'))
})
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const run = (...words: string[]) => cliHere(path.join(folder, 'data'), ...words)

test.each(['secret', 'certificate'])(
  'with a %s that is kept already, and nobody has to sign in',
  async (credential) => {
    const made = await run(
      ...['setup', 'create', '--recipe', 'enate', '--name', 'Enate', '--practice', '--prepared'],
      ...['--mailboxes', '2', '--answer', `credential=${credential}`],
    )
    expect(made).toMatchObject({ code: 0 })
    const kept = JSON.parse((await run('credential', 'list', 'Enate', '--json')).out) as unknown
    expect(kept).toMatchObject([{ kind: credential, current: true }])
    const { code, out } = await run('verify', 'Enate', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ summary: { planned: 5, unexpected: 0, received: 2 } })
  },
)
