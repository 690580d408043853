/** Starts the built app as a person would and plays the person; a page that complains fails the test. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import type { DesktopApi } from '../../src/contract/desktop-api.ts'
import { hostPath } from '../../tools/stand-in/host.ts'
import { portsOfWorker } from '../kit/own-ports.ts'

declare global {
  /** What the preload gives the page, for functions that a spec runs in it. */
  var desktop: DesktopApi
}

const root = path.resolve(import.meta.dirname, '../..')

export interface StartOptions {
  /** Its userData; the same folder again is the same setups again. */
  readonly dataFolder: string
  readonly env?: Readonly<Record<string, string>>
  /** What a person writes behind the program, e.g. `--language`. */
  readonly words?: readonly string[]
}

/** The app with its first page loaded. Close it with `closeApp`. */
export async function startApp({
  dataFolder,
  env = {},
  words = [],
}: StartOptions): Promise<{ electronApp: ElectronApplication; page: Page }> {
  const executablePath = hostPath()
  const electronApp = await _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    cwd: root,
    args: ['.', `--user-data-dir=${dataFolder}`, ...words],
    env: {
      ...(process.env as Record<string, string>),
      SENDPROOF_PRACTICE_PORTS: portsOfWorker(test.info().parallelIndex),
      ...env,
    },
    // The theme is the app's to choose.
    colorScheme: null,
  })
  const page = await electronApp.firstWindow()
  await page.waitForURL((url) => url.protocol !== 'about:', { waitUntil: 'load' })
  return { electronApp, page }
}

/** Quits as a person would; a question whether to close is answered with yes. */
export async function closeApp(electronApp: ElectronApplication): Promise<void> {
  await electronApp
    .evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
    })
    .catch(() => undefined)
  await electronApp.close()
}

/** What a page may never do in normal use. Given to a test so that one that provokes it can expect it. */
export interface Complaints {
  readonly errors: string[]
  readonly violations: string[]
}

interface Fixtures {
  readonly dataFolder: string
  readonly started: { readonly electronApp: ElectronApplication; readonly page: Page }
  readonly electronApp: ElectronApplication
  readonly page: Page
  readonly complaints: Complaints
  /** What is written behind the program when it starts. */
  readonly words: readonly string[]
  /** What the machine says besides, such as where its programs are. */
  readonly machine: Readonly<Record<string, string>>
  /** True for a test that attacks: the browser's protests are then what it wants. */
  readonly provokes: boolean
}

export const test = base.extend<Fixtures>({
  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sendproof-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  words: [[], { option: true }],
  machine: [{}, { option: true }],
  started: async ({ dataFolder, words, machine }, use) => {
    const started = await startApp({ dataFolder, words, env: machine })
    await use(started)
    await closeApp(started.electronApp)
  },
  electronApp: async ({ started }, use) => use(started.electronApp),
  page: async ({ started }, use) => use(started.page),
  provokes: [false, { option: true }],
  complaints: [
    async ({ started: { page }, provokes }, use) => {
      const complaints: Complaints = { errors: [], violations: [] }
      const note = (text: string) =>
        (isViolation(text) ? complaints.violations : complaints.errors).push(text)
      // What was said before anybody listened counts as well.
      for (const message of await page.consoleMessages({ filter: 'all' }))
        if (message.type() === 'error') note(message.text())
      for (const error of await page.pageErrors({ filter: 'all' })) note(error.message)
      page.on('console', (message) => message.type() === 'error' && note(message.text()))
      page.on('pageerror', (error) => note(error.message))
      await use(complaints)
      if (!provokes) base.expect(complaints, 'the page complained').toEqual({ errors: [], violations: [] })
    },
    { auto: true },
  ],
})
export { expect } from '@playwright/test'

/** Chromium reports each violation of the policy on the console too, with these words. */
function isViolation(text: string): boolean {
  return /content security policy|trustedscript|trustedhtml|trusted ?types/i.test(text)
}

/** Plays the person in front of a save dialog. */
export async function answerSaveDialog(
  electronApp: ElectronApplication,
  filePath: string | null,
): Promise<void> {
  await electronApp.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' })
  }, filePath)
}

/** Plays the person in front of an open dialog. */
export async function answerOpenDialog(
  electronApp: ElectronApplication,
  filePath: string | null,
): Promise<void> {
  await electronApp.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
  }, filePath)
}

/** Plays the person in front of a confirmation; resolves to a function that tells what was asked. */
export async function answerConfirmations(
  electronApp: ElectronApplication,
  yes: boolean,
): Promise<() => Promise<readonly string[]>> {
  await electronApp.evaluate(({ dialog }, agreed) => {
    const asked: string[] = []
    Object.assign(globalThis, { confirmationsAsked: asked })
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.push((args.at(-1) as { message: string }).message)
      return Promise.resolve({ response: agreed ? 0 : 1, checkboxChecked: false })
    }
  }, yes)
  return () =>
    electronApp.evaluate(() => (globalThis as unknown as { confirmationsAsked: string[] }).confirmationsAsked)
}

/** Keeps the addresses that the app hands to the system browser; resolves to a function that tells them. */
export async function keepOpenedLinks(
  electronApp: ElectronApplication,
): Promise<() => Promise<readonly string[]>> {
  await electronApp.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { linksOpened: opened })
    shell.openExternal = (url: string) => {
      opened.push(url)
      return Promise.resolve()
    }
  })
  return () => electronApp.evaluate(() => (globalThis as unknown as { linksOpened: string[] }).linksOpened)
}
