/** The window as a thing: it comes back, it asks, it is one, and its program is a command line too. */
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { installedElectron, standIn } from '../../tools/stand-in/host.ts'
import { answerConfirmations, closeApp, expect, startApp, test } from './app.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Starts the program once more beside a window that is open, or with a command; resolves when it has ended. */
const program = (...args: string[]) =>
  promisify(execFile)(installedElectron() ?? standIn(), ['.', ...args], { cwd: root, timeout: 240_000 })

test('a page that crashes is loaded again, and the person is told', async ({ electronApp }) => {
  // Playwright gives a crashed page up, so what main tells the page is listened to on main's side.
  await electronApp.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined) throw new Error('no window')
    const told: string[] = []
    Object.assign(globalThis, { told })
    const send = contents.send.bind(contents)
    contents.send = (channel: string, ...args: unknown[]) => {
      told.push(`${channel} ${JSON.stringify(args)}`)
      send(channel, ...args)
    }
    contents.forcefullyCrashRenderer()
  })
  // The page is told when it asks for its status, so it is alive again by then.
  await expect
    .poll(() => electronApp.evaluate(() => (globalThis as unknown as { told: string[] }).told))
    .toContainEqual(expect.stringMatching(/^app\.notice .*window-reloaded/))
})

test('a second start brings the first window to the front and opens none', async ({
  dataFolder,
  electronApp,
}) => {
  await electronApp.evaluate(({ app }) => {
    Object.assign(globalThis, { startedAgain: 0 })
    app.on('second-instance', () => ((globalThis as unknown as { startedAgain: number }).startedAgain += 1))
  })
  await program(`--user-data-dir=${dataFolder}`, '--no-sandbox', 'file:///etc/passwd')
  await expect
    .poll(() => electronApp.evaluate(() => (globalThis as unknown as { startedAgain: number }).startedAgain))
    .toBe(1)
  expect(electronApp.windows()).toHaveLength(1)
})

test('where the window stood is kept, and a damaged note of it does no harm', async ({
  dataFolder,
  electronApp,
}) => {
  const file = path.join(dataFolder, 'window.json')
  await closeApp(electronApp)
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    version: 1,
    width: 1366,
    height: 768,
    maximized: false,
  })
  await writeFile(file, '{"version":1,"x":"everywhere"')
  const again = await startApp({ dataFolder })
  await expect(again.page.getByRole('navigation').first()).toBeVisible()
  await closeApp(again.electronApp)
})

test('closing while somebody signs in asks first, and no means no', async ({ page, electronApp }) => {
  const asked = await answerConfirmations(electronApp, false)
  const started = await page.evaluate(async () => {
    const created = await desktop.call['setup.create']({
      recipe: 'eap',
      name: 'Contoso',
      answers: {},
      where: { kind: 'practice', mailboxes: 1, prepared: true, faults: [] },
    })
    if (!created.ok) return created
    const setup = created.value.id
    const mailboxes = await desktop.call['mailbox.list']({ setup })
    if (!mailboxes.ok) return mailboxes
    return desktop.call['auth.start']({
      setup,
      mailboxes: (JSON.parse(mailboxes.value) as { readonly id: string }[]).map(({ id }) => id),
      browser: true,
      pickAccount: false,
      namesDiffer: false,
    })
  })
  expect(started).toMatchObject({ ok: true })
  await electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(asked).toEqual([expect.stringContaining('in progress')])
  expect(await electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('the program with a command is the command line, without a window', async ({ dataFolder }) => {
  const { stdout } = await program('recipe', 'list', '--json', '--data', dataFolder)
  expect(JSON.parse(stdout)).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'eap' })]))
})
