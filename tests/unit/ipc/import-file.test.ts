/** Somebody takes a colleague's file in: it is chosen once, whatever it asks for, and its path never reaches the page. */
import { describe, expect, it } from 'vitest'
import type { ImportedView } from '../../../src/contract/transfer-views.schema.ts'
import { err, ok } from '../../../src/domain/result.ts'
import { createImport } from '../../../src/main/ipc/import-file.ts'

const imported: ImportedView = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Contoso',
  created: true,
  steps: [],
  mailboxes: 0,
  runs: 0,
  attachments: 0,
  filled: [],
  differences: [],
}
const sealed = { code: 'passphrase-missing', field: 'passphrase' } as const
const wrong = { code: 'passphrase-wrong', field: 'passphrase' } as const
const taken = { code: 'import-name-taken', name: 'Contoso', field: 'name' } as const

/** A sealed file whose name is taken here. */
function importing(chosen: string | null = 'C:\\Users\\jane\\secret place\\contoso.sendproof') {
  const asked: string[] = []
  const read: string[] = []
  const call = createImport(
    {
      import: async (path, { passphrase, name }) => {
        read.push(path)
        if (passphrase === null) return err(sealed)
        if (passphrase !== 'correct horse battery') return err(wrong)
        return name === null ? err(taken) : ok(imported)
      },
    },
    {
      chooseOpen: async ({ title }) => {
        asked.push(title)
        return chosen
      },
    },
    'Import a setup',
  )
  return { call, asked, read }
}

const nothing = { file: null, passphrase: null, name: null }

describe('importing a file', () => {
  it('asks for what is missing, one thing at a time, and opens the file dialog once', async () => {
    const { call, asked, read } = importing()
    const first = await call(nothing)
    if (!first.ok || first.value?.kind !== 'asks') throw new Error('it did not ask')
    expect(first.value).toMatchObject({ for: 'passphrase', problem: null })
    const { file } = first.value
    expect(await call({ file, passphrase: 'wrong', name: null })).toMatchObject({
      value: { kind: 'asks', for: 'passphrase', file, problem: wrong },
    })
    expect(await call({ file, passphrase: 'correct horse battery', name: null })).toMatchObject({
      value: { kind: 'asks', for: 'name', file },
    })
    expect(await call({ file, passphrase: 'correct horse battery', name: 'Contoso 2' })).toEqual(
      ok({ kind: 'imported', imported }),
    )
    expect(asked).toHaveLength(1)
    expect(new Set(read).size).toBe(1)
  })

  it('tells the page a name for the file that is not its path', async () => {
    const { call } = importing()
    expect(JSON.stringify(await call(nothing))).not.toContain('secret place')
  })

  it('forgets the file when it is taken in, and reads no file the page makes up', async () => {
    const { call, read } = importing()
    const first = await call(nothing)
    if (!first.ok || first.value?.kind !== 'asks') throw new Error('it did not ask')
    const { file } = first.value
    await call({ file, passphrase: 'correct horse battery', name: 'Contoso 2' })
    const before = read.length
    for (const gone of [file, '00000000-0000-4000-8000-00000000dead'])
      expect(await call({ file: gone, passphrase: 'correct horse battery', name: 'X' })).toMatchObject({
        ok: false,
        error: { code: 'import-file-closed' },
      })
    expect(read).toHaveLength(before)
  })

  it('does nothing when no file is chosen', async () => {
    const { call, read } = importing(null)
    expect(await call(nothing)).toEqual(ok(null))
    expect(read).toEqual([])
  })

  it('keeps only the files opened last', async () => {
    const { call } = importing()
    const files: string[] = []
    for (let count = 0; count < 9; count += 1) {
      const reply = await call(nothing)
      if (!reply.ok || reply.value?.kind !== 'asks') throw new Error('it did not ask')
      files.push(reply.value.file)
    }
    const again = (file: string | undefined) => call({ file: file ?? null, passphrase: 'wrong', name: null })
    expect(await again(files[0])).toMatchObject({ ok: false })
    expect(await again(files[8])).toMatchObject({ ok: true })
  })
})
