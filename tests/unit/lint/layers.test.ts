/** A newcomer writes a forbidden import: the check fails and says what to do instead. */
import path from 'node:path'
import { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, test } from 'vitest'
import { layersRule } from '../../../tools/lint/layers.js'

const root = path.resolve(import.meta.dirname, '../../..')

function messages(file: string, code: string): string[] {
  const linter = new Linter({ cwd: root })
  const config = {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser: tseslint.parser },
    plugins: { house: { rules: { layers: layersRule } } },
    rules: { 'house/layers': 'error' },
  } as Linter.Config
  return linter.verify(code, config, path.join(root, file)).map(({ message }) => message)
}

describe('forbidden imports', () => {
  test.each([
    [
      'src/domain/run/x.ts',
      `import { createApp } from '../../main/app.ts'`,
      /domain may not import main.*pass the value in/,
    ],
    ['src/contract/x.ts', `import { app } from '../main/app.ts'`, /contract may not import main/],
    ['src/contract/x.ts', `import { a } from '../renderer/data/store.ts'`, /contract may not import data/],
    [
      'src/renderer/shell/x.ts',
      `import { createApp } from '../../main/app.ts'`,
      /shell may not import main.*desktop\.ts/,
    ],
    [
      'src/main/services/run/x.ts',
      `import { S } from '../../adapters/sqlite/sqlite-store.ts'`,
      /services may not import adapters.*port/,
    ],
    [
      'src/practice/x.ts',
      `import type { Clock } from '../main/services/surroundings/clock.port.ts'`,
      /practice may not import ports/,
    ],
    [
      'src/renderer/features/plan/x.tsx',
      `import { V } from '../verify/verify-page.tsx'`,
      /features\/plan may not import features\/verify/,
    ],
    [
      'src/renderer/kit/x.tsx',
      `import { useCall } from '../data/use-desktop.ts'`,
      /kit may not import data.*only draws/,
    ],
    [
      'src/renderer/pieces/x.tsx',
      `import { P } from '../features/plan/plan-page.tsx'`,
      /pieces may not import features/,
    ],
    ['src/main/app.ts', `import { x } from '../../tests/fakes/fixed-clock.ts'`, /main may not import tests/],
    ['src/main/services/x.ts', `import keytar from 'keytar'`, /'keytar' has one door.*SecretStore/],
    [
      'src/main/adapters/graph/x.ts',
      `import { PublicClientApplication } from '@azure/msal-node'`,
      /one door.*TokenClient/,
    ],
    ['src/main/services/x.ts', `import { app } from 'electron'`, /one door/],
    [
      'src/main/services/x.ts',
      `const x = await import('../adapters/files/json-log.ts')`,
      /services may not import adapters/,
    ],
    ['src/domain/x.ts', `export * from '../contract/calls.ts'`, /domain may not import contract/],
    [
      'src/domain/run/x.ts',
      `import { z } from 'zod'`,
      /Only a file named \*\.schema\.ts.*run\/x\.schema\.ts/,
    ],
    ['src/contract/x.ts', `import type { z } from 'zod'`, /Only a file named \*\.schema\.ts/],
    [
      'src/renderer/features/verify/x.tsx',
      `import { RunSchema } from '../../../domain/run/run.schema.ts'`,
      /The page carries no schema.*import type/,
    ],
    [
      'src/words/x.ts',
      `import { type Run } from '../domain/run/run.schema.ts'`,
      /The page carries no schema.*import type/,
    ],
  ])('%s: %s', (file, code, teaches) => {
    expect(messages(file, code)).toEqual([expect.stringMatching(teaches)])
  })
})

describe('allowed imports', () => {
  test.each([
    ['src/contract/x.ts', `import { run } from '../domain/run/run.ts'`],
    ['src/domain/run/x.schema.ts', `import { z } from 'zod'`],
    ['src/main/services/x.ts', `import { z } from 'zod'`],
    ['src/words/x.ts', `import type { Run } from '../domain/run/run.schema.ts'`],
    ['src/main/services/run/x.ts', `import type { Clock } from '../surroundings/clock.port.ts'`],
    ['src/main/adapters/practice/x.ts', `import { startPracticeTenant } from '../../../practice/index.ts'`],
    ['src/renderer/features/plan/x.tsx', `import { A } from '../../kit/values.tsx'`],
    ['src/main/shell/x.ts', `import { session } from 'electron'`],
    ['src/main/adapters/keychain/keytar-secret-store.ts', `import type k from 'keytar'`],
  ])('%s: %s', (file, code) => {
    expect(messages(file, code)).toEqual([])
  })
})
