/** Somebody ties two rooms together, or leaves code behind that only a test still reads: the check fails and names it. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { argumentsOf } from '../../../tools/check.ts'

const root = path.resolve(import.meta.dirname, '../../..')

/** A tiny house with this one's rules and tools, and nothing else of it. */
let house: string
beforeEach(() => {
  house = mkdtempSync(path.join(os.tmpdir(), 'sendproof-house-'))
  for (const folder of ['node_modules', 'tools'])
    symlinkSync(path.join(root, folder), path.join(house, folder), 'junction')
  for (const file of ['knip.json', 'tsconfig.base.json'])
    copyFileSync(path.join(root, file), path.join(house, file))
  write({ 'package.json': '{ "name": "house", "private": true, "type": "module" }' })
})
afterEach(() => rmSync(house, { recursive: true, force: true }))

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(house, name)), { recursive: true })
    writeFileSync(path.join(house, name), `${text}\n`)
  }
}

/** One part of `npm run check`, asked about the tiny house. */
function asked(part: string): { readonly good: boolean; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, argumentsOf(part), {
    cwd: house,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { good: status === 0, said: stdout + stderr }
}

describe('circles', () => {
  test('two files that read each other, if only for a type, are named', () => {
    write({
      'src/domain/run/run.ts': `import type { Probe } from './probe.ts'\nexport interface Run { readonly probes: readonly Probe[] }`,
      'src/domain/run/probe.ts': `import type { Run } from './run.ts'\nexport interface Probe { readonly run: Run }`,
    })
    const { good, said } = asked('circles')
    expect(good).toBe(false)
    expect(said).toMatch(/no-circle-of-files: src\/domain\/run\/(?:run|probe)\.ts/)
  })

  test('two folders that need each other are named, although no two of their files do', () => {
    write({
      'src/domain/run/run.ts': `import { name } from '../setup/name.ts'\nexport const run = name`,
      'src/domain/run/time.ts': `export const time = 1`,
      'src/domain/setup/name.ts': `export const name = 'Contoso'`,
      'src/domain/setup/setup.ts': `import { time } from '../run/time.ts'\nexport const setup = time`,
    })
    const { good, said } = asked('circles')
    expect(good).toBe(false)
    expect(said).toMatch(/no-circle-of-folders: src\/domain\/(?:run|setup)/)
    expect(said).not.toContain('no-circle-of-files')
  })

  test('a house whose folders need one another one way only is in order', () => {
    write({
      'src/domain/run/run.ts': `import { name } from '../setup/name.ts'\nexport const run = name`,
      'src/domain/setup/name.ts': `export const name = 'Contoso'`,
    })
    expect(asked('circles')).toMatchObject({ good: true })
  })
})

describe('dead code', () => {
  const alive = {
    'src/main/index.ts': `import { send } from './send.ts'\nsend()`,
    'src/cli/index.ts': `import '../main/send.ts'`,
    'src/preload/index.ts': `export {}`,
  }

  test('what only a test reads is named', () => {
    write({
      ...alive,
      'src/main/send.ts': `export const send = () => undefined\nexport const sendTwice = () => undefined`,
      'tests/unit/send.test.ts': `import { sendTwice } from '../../src/main/send.ts'\nsendTwice()`,
    })
    const { good, said } = asked('dead code')
    expect(good).toBe(false)
    expect(said).toMatch(/sendTwice.*src\/main\/send\.ts/)
    expect(said).not.toMatch(/\bsend\b +src/)
  })

  test('a file that only a test reads is named', () => {
    write({
      ...alive,
      'src/main/send.ts': `export const send = () => undefined`,
      'src/main/left-behind.ts': `export const old = 1`,
      'tests/unit/old.test.ts': `import { old } from '../../src/main/left-behind.ts'\nvoid old`,
    })
    const { good, said } = asked('dead code')
    expect(good).toBe(false)
    expect(said).toContain('src/main/left-behind.ts')
  })

  test('a house in which everything is read is in order', () => {
    write({ ...alive, 'src/main/send.ts': `export const send = () => undefined` })
    expect(asked('dead code')).toMatchObject({ good: true })
  })
})
