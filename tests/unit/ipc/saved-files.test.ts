/** A page that was taken over asks main to open files: only what the person themselves chose just now is shown. */
import path from 'node:path'
import { expect, test } from 'vitest'
import { ok } from '../../../src/domain/result.ts'
import { SavedFiles } from '../../../src/main/ipc/saved-files.ts'

const data = path.resolve('/data')
const at = (...parts: string[]) => path.resolve('/', ...parts)

function saving(chosen: string) {
  const shown: string[] = []
  const files = new SavedFiles(
    {
      chooseSave: async () => chosen,
      chooseFolder: async () => chosen,
      chooseOpen: async () => chosen,
    },
    {
      showInFolder: async (file) => (shown.push(`shown ${file}`), ok(null)),
      open: async (file) => (shown.push(`opened ${file}`), ok(null)),
    },
    [data],
  )
  return { files, shown }
}
const save = { title: '', suggestedName: '', extension: '' }

test('a report is shown in its folder and opened; before it was saved it is neither', async () => {
  const report = at('desk', 'report.html')
  const { files, shown } = saving(report)
  for (const how of ['folder', 'open'] as const)
    expect(await files.show({ path: report, how })).toMatchObject({ error: { code: 'link-not-allowed' } })
  await files.chooseSave(save)
  files.wroteDocument(report)
  for (const how of ['folder', 'open'] as const)
    expect(await files.show({ path: report, how })).toEqual(ok(null))
  expect(shown).toEqual([`shown ${report}`, `opened ${report}`])
})

test.each(['invoice.exe', 'invoice.html'])(
  'an attachment that came from somebody else is shown and never opened: %s',
  async (name) => {
    const file = at('desk', name)
    const { files } = saving(file)
    await files.chooseSave(save)
    expect(await files.show({ path: file, how: 'folder' })).toEqual(ok(null))
    expect(await files.show({ path: file, how: 'open' })).toMatchObject({ ok: false })
  },
)

test('a report that was given the name of a program is not opened', async () => {
  const file = at('desk', 'report.cmd')
  const { files } = saving(file)
  await files.chooseSave(save)
  files.wroteDocument(file)
  expect(await files.show({ path: file, how: 'open' })).toMatchObject({ ok: false })
})

test('of a chosen folder what was put right into it is shown; what lies elsewhere is not', async () => {
  const folder = at('desk', 'packs')
  const { files } = saving(folder)
  await files.chooseFolder(save)
  expect(await files.show({ path: path.join(folder, 'Contoso hand-over'), how: 'folder' })).toEqual(ok(null))
  for (const other of [at('desk'), at('etc', 'passwd'), path.join(folder, '..', 'x', 'y'), ''])
    expect(await files.show({ path: other, how: 'folder' }), other).toMatchObject({ ok: false })
  expect(await files.show({ path: data, how: 'open' })).toEqual(ok(null))
})

test('a file that was only read is not shown', async () => {
  const file = at('desk', 'list.csv')
  const { files } = saving(file)
  await files.chooseOpen({ title: '', extensions: [] })
  expect(await files.show({ path: file, how: 'folder' })).toMatchObject({ ok: false })
})
