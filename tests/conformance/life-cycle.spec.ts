/** When things may be done: the rules that a program written against a kinder host would break on the real one. */
import type { BrowserWindow } from 'electron'
import { expect, test } from './conformance-app.ts'

test('what comes too early, too late or a second time is refused', async ({ host }) => {
  const facts = await host.facts()
  await test.step('a window before ready', () => {
    expect(facts.beforeReady.isReady).toBe(false)
    expect(facts.beforeReady.window).toContain('before app is ready')
  })
  await test.step('schemes and the sandbox after ready', () => {
    expect(facts.schemesAfterReady).toContain('before app is ready')
    expect(facts.sandboxAfterReady).toContain('before app is ready')
  })
  await test.step('a second handler for a channel', () => {
    expect(facts.secondHandler).toBe(`Attempted to register a second handler for 'echo'`)
  })
  await test.step('a second handler for a scheme of a session', () => {
    expect(facts.secondScheme).not.toBe('no error')
  })
})

test('a window that is not to be shown waits until its page is there', async ({ host }) => {
  expect((await host.facts()).shown).toBe(false)
  await expect
    .poll(() => host.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true)
})

test('the window is found by its page, and its page has the size that was asked for', async ({ host }) => {
  const window = await host.app.browserWindow(host.page)
  expect(await window.evaluate((found: BrowserWindow) => found.id > 0 && !found.isDestroyed())).toBe(true)
  expect(await host.page.evaluate('innerWidth')).toBeGreaterThan(980)
  expect(await host.page.evaluate('innerHeight')).toBeGreaterThan(600)
})

test('the app knows its name, version and data folder', async ({ host }) => {
  const known = await host.app.evaluate(({ app }) => [
    app.getName(),
    app.getVersion(),
    app.isPackaged,
    app.getPath('userData'),
  ])
  expect(known.slice(0, 3)).toEqual(['Conformance', '1.2.3', false])
  expect(known[3]).toContain('conformance-')
})

test('closing can be prevented, and then the window is still there', async ({ host }) => {
  const left = await host.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.once('close', (event) => event.preventDefault())
    window?.close()
    return BrowserWindow.getAllWindows().length
  })
  expect(left).toBe(1)
})

test('the app quits in order when its last window closes', async ({ host }) => {
  const ended = host.app.waitForEvent('close')
  const lines: string[] = []
  host.app.process().stdout?.on('data', (text: Buffer) => lines.push(...text.toString().trim().split('\n')))
  await host.app.evaluate(({ app, BrowserWindow }) => {
    for (const name of ['window-all-closed', 'before-quit', 'will-quit', 'quit'] as const)
      app.prependListener(name, () => process.stdout.write(`${name}\n`))
    setImmediate(() => BrowserWindow.getAllWindows()[0]?.close())
  })
  await ended
  expect(lines.filter((line) => /quit|closed/.test(line))).toEqual([
    'window-all-closed',
    'before-quit',
    'will-quit',
    'quit',
  ])
})

test('a page that crashes is reported and can be loaded again', async ({ host }) => {
  const gone = host.page.waitForEvent('crash')
  await host.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  await gone
  await expect.poll(async () => (await host.facts()).crashes.length).toBe(1)
  await host.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const loaded = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()))
    contents?.reload()
    await loaded
  })
})
