/** The clipboard as main uses it: what is written is read again, and cleared is empty. */
import { expect, test } from './conformance-app.ts'

test('a text that main copies is there until main clears it', async ({ host }) => {
  const said = await host.app.evaluate(async ({ clipboard }) => {
    await clipboard.writeText('first')
    const first = await clipboard.readText()
    await clipboard.writeText('second')
    const second = await clipboard.readText()
    clipboard.clear()
    return [first, second, await clipboard.readText()]
  })
  expect(said).toEqual(['first', 'second', ''])
})

test('an entry with a mark of the system beside it still reads as its text', async ({ host }) => {
  const said = await host.app.evaluate(async ({ clipboard, ClipboardItem }) => {
    const entry = new ClipboardItem({
      'text/plain': 'marked',
      'electron application/osclipboard;format="ExcludeClipboardContentFromMonitorProcessing"': '1',
    })
    await clipboard.write([entry])
    const read = await clipboard.readText()
    clipboard.clear()
    return [read, await clipboard.readText()]
  })
  expect(said).toEqual(['marked', ''])
})
