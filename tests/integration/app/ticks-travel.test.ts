/** Two consultants type the same product in: what one has ticked off reaches the other, and nobody's newer word is lost. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  FieldSheetSchema,
  type SheetField,
  type FieldTick,
} from '../../../src/domain/field-sheet/field-sheet.schema.ts'
import { markOf } from '../../../src/domain/field-sheet/field-tick.ts'
import { cliHere } from './in-process.ts'

const tenantId = '0f0e0d0c-0b0a-4908-8706-050403020100'
const clientId = '1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d'

async function people(): Promise<{ anna: string; bert: string; file: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sendproof-ticks-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return {
    anna: path.join(folder, 'anna'),
    bert: path.join(folder, 'bert'),
    file: path.join(folder, 'x.json'),
  }
}

async function good(dataFolder: string, ...words: string[]): Promise<{ out: string; err: string }> {
  const { code, out, err } = await cliHere(dataFolder, ...words)
  expect(code, err).toBe(0)
  return { out, err }
}

const create = (folder: string, ...more: string[]) =>
  good(
    folder,
    'setup',
    'create',
    '--recipe',
    'eap',
    '--name',
    'Contoso',
    '--tenant',
    tenantId,
    '--client-id',
    clientId,
    ...more,
  )

async function fieldOf(dataFolder: string, name: string): Promise<SheetField | undefined> {
  const { out } = await good(dataFolder, 'fieldsheet', 'Contoso', '--json')
  const sheet = FieldSheetSchema.parse(JSON.parse(out))
  return sheet.screens.flatMap(({ fields }) => fields).find((field) => field.name === name)
}

/** The file as a colleague's Sendproof would have written it. */
async function addTicks(file: string, ticks: readonly FieldTick[]): Promise<void> {
  const document = JSON.parse(await readFile(file, 'utf8')) as object
  await writeFile(file, JSON.stringify({ ...document, ticks }))
}

test('ticks and people responsible go along with a setup file, and the newest word on each field wins', async () => {
  const { anna, bert, file } = await people()
  await create(anna, '--answer', 'hostname=eap.contoso.example')
  await good(anna, 'expiry', 'people', 'Contoso', '--set', 'Kim Lee <kim@contoso.com>')
  await good(anna, 'setup', 'export', 'Contoso', '--out', file)
  const field = await fieldOf(anna, 'Client ID')
  if (field === undefined) throw new Error('The sheet has no Client ID.')
  const typed = {
    place: field.place,
    typed: true,
    at: '2026-11-20T09:00:00.000Z',
    who: 'anna',
    mark: markOf(clientId),
  }
  await addTicks(file, [typed])
  await good(bert, 'setup', 'import', file)
  expect((await fieldOf(bert, 'Client ID'))?.ticked).toEqual({ who: 'anna', at: typed.at, changed: false })
  expect((await good(bert, 'fieldsheet', 'Contoso')).out).toMatch(/\[x\] Client ID/)
  const named = async (folder: string) => (await good(folder, 'expiry', 'people', 'Contoso')).out.trim()
  expect(await named(bert)).toBe('Kim Lee <kim@contoso.com>')

  await good(bert, 'setup', 'export', 'Contoso', '--out', `${file}.back`)
  await good(anna, 'setup', 'import', `${file}.back`)
  expect((await fieldOf(anna, 'Client ID'))?.ticked?.who).toBe('anna')
  // who was named on this PC stays, whatever an older file says
  await good(anna, 'expiry', 'people', 'Contoso', '--set', 'Ops')

  await addTicks(file, [{ ...typed, typed: false, at: '2026-11-20T10:00:00.000Z', who: 'bert' }])
  await good(anna, 'setup', 'import', file)
  await good(anna, 'setup', 'import', `${file}.back`)
  expect((await fieldOf(anna, 'Client ID'))?.ticked).toBeNull()
  expect(await named(anna)).toBe('Ops')
  // A dozen commands, each of which opens the store and reads every recipe.
})

test('a file whose ticks lie in the future or stand there twice is refused in one sentence', async () => {
  const { anna, bert, file } = await people()
  await create(anna)
  await good(anna, 'setup', 'export', 'Contoso', '--out', file)
  const tick = { place: 'x', typed: true, at: '2026-11-20T09:00:00.000Z', who: 'anna', mark: '' }
  for (const ticks of [[tick, tick], [{ ...tick, at: '2999-01-01T00:00:00.000Z' }]]) {
    await addTicks(file, ticks)
    const { code, err } = await cliHere(bert, 'setup', 'import', file)
    expect(code).toBe(2)
    expect(err).toContain('contradicts itself')
  }
})

test('a short host name is named when the setup is made, and the tenant’s id in place of the client’s is refused', async () => {
  const { anna } = await people()
  const { err } = await create(anna, '--answer', 'hostname=eap')
  expect(err).toContain('Check this: “eap” is a short name')
  const twin = await cliHere(
    anna,
    ...[
      'setup',
      'create',
      '--recipe',
      'eap',
      '--name',
      'Twice',
      '--tenant',
      tenantId,
      '--client-id',
      tenantId,
    ],
  )
  expect(twin).toMatchObject({ code: 2 })
  expect(twin.err).toContain('This is the Directory (tenant) ID.')
})
