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

test('a right click tells main what is marked and whether it can be typed over, and a menu made of it opens', async ({
  host,
}) => {
  await host.page.evaluate(`{
    document.body.insertAdjacentHTML('beforeend', '<p id="text">some words</p><input id="field" value="typed">')
    getSelection().selectAllChildren(document.getElementById('text'))
  }`)
  await host.page.locator('#text').click({ button: 'right', position: { x: 10, y: 8 } })
  await expect.poll(async () => (await host.facts()).clicked).toEqual([[false, 'some words', true]])
  await host.page.locator('#field').click({ button: 'right' })
  await expect.poll(async () => (await host.facts()).clicked.at(-1)?.[0]).toBe(true)
  const items = await host.app.evaluate(({ Menu }) => {
    const menu = Menu.buildFromTemplate([{ role: 'copy', enabled: false }])
    menu.popup()
    return menu.items.map(({ role, enabled }) => [role, enabled])
  })
  expect(items).toEqual([['copy', false]])
})

test('the task bar and the notification area take what a program has to say', async ({ host }) => {
  const said = await host.app.evaluate(({ BrowserWindow, Notification }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setProgressBar(0.5)
    window?.setProgressBar(-1)
    const told = new Notification({ title: 'Contoso', body: 'The run has ended.' })
    return [typeof window?.isFocused(), typeof Notification.isSupported(), told.title, told.body]
  })
  expect(said).toEqual(['boolean', 'boolean', 'Contoso', 'The run has ended.'])
})
