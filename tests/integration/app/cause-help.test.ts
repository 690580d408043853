/** Somebody on a server without a window reads a tag in a report and looks it up. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { CauseLineSchema, CausePageSchema } from '../../../src/domain/diagnosis/cause-page.schema.ts'
import { cliHere } from './in-process.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sendproof-causes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the command line lists every cause and prints the page of each tag, for people and for programs', async () => {
  const list = await cliHere(folder, 'diagnose', '--causes', '--json')
  expect(list.code).toBe(0)
  const lines = CauseLineSchema.array().parse(JSON.parse(list.out))
  expect(lines).toHaveLength(111)
  expect((await cliHere(folder, 'diagnose', '--causes')).out.trim().split('\n')).toHaveLength(lines.length)

  const { code, out } = await cliHere(folder, 'diagnose', '--cause', 'secret_expired')
  expect(code).toBe(0)
  for (const part of [
    'AADSTS7000222',
    'Entra admin',
    'where:',
    'how long:',
    'to check:',
    'secret_invalid',
    'https://',
  ])
    expect(out).toContain(part)
  const page = await cliHere(folder, 'diagnose', '--cause', 'secret_expired', '--json')
  expect(CausePageSchema.parse(JSON.parse(page.out)).tag).toBe('secret_expired')
})

test('a tag that is mistyped is an error that says where to find the right one', async () => {
  const { code, err } = await cliHere(folder, 'diagnose', '--cause', 'secret-expired')
  expect(code).toBe(2)
  expect(err).toContain('diagnose --causes')
})
