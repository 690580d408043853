/** Composition root of the window: the only file here that builds adapters and reads argv. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol } from 'electron'
import { isCliCall, runCli, wordsOf } from '../cli/run-cli.ts'
import { keepHeapSmall, processTerminal } from '../cli/this-process.ts'
import type { EventPayload } from '../contract/events.schema.ts'
import {
  ElectronAppearance,
  ElectronBrowserOpener,
  ElectronClipboard,
  ElectronFileOpener,
  ElectronWindowTitle,
} from './adapters/electron/electron-desktop.ts'
import { ElectronAttention } from './adapters/electron/electron-attention.ts'
import { ElectronConfirmation, ElectronFileDialogs } from './adapters/electron/electron-dialogs.ts'
import { createElectronFetch } from './adapters/electron/electron-fetch.ts'
import { ElectronPdfPrinter } from './adapters/electron/electron-pdf-printer.ts'
import { isProcessAlive } from './adapters/system/node-system.ts'
import { createApp } from './wiring/app.ts'
import { buildPorts } from './wiring/build-ports.ts'
import { createHandlers, storedTheme } from './ipc/handlers.ts'
import { createPublisher, registerCalls, type Handlers } from './ipc/register.ts'
import { SavedFiles } from './ipc/saved-files.ts'
import { LongWork } from './services/desk/long-work.ts'
import { ExpiryReminder } from './services/expiry/expiry-reminder.ts'
import { SecretCopy } from './services/credential/secret-copy.ts'
import { handleCrashes } from './shell/crash.ts'
import { contextMenuTemplate } from './shell/context-menu.ts'
import { menuTemplate } from './shell/menu.ts'
import { guardNavigation } from './shell/page-guard.ts'
import { uiOrigin, uiScheme } from './shell/scheme.ts'
import { openUiSession } from './shell/ui-session.ts'
import { parsePlace } from './shell/window-bounds.ts'
import { bringToFront, loadPage, openMainWindow } from './shell/window.ts'
import { sayProblem } from '../words/shape/say-problem.ts'
import { isLanguage, wordsFor, type Language } from '../words/words.ts'

/** Written in by the build: the files of the page, and so all that the app: scheme serves. */
declare const PAGE_FILES: readonly string[]

const built = path.resolve(import.meta.dirname, '..')
const assetsFolder = path.join(app.getAppPath(), 'assets')
/** What a person typed: behind the program, and behind the app's folder when it is not packaged. */
const words = process.argv.slice(app.isPackaged ? 1 : 2)
/** What starts this program again. */
const program = app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()]
/** `--language qps-ploc` shows the pseudo-language; what is not a language of Sendproof is English. */
const wanted = words[words.indexOf('--language') + 1] ?? ''
const language: Language = words.includes('--language') && isLanguage(wanted) ? wanted : 'en'
const shutdownLimitMs = 10_000
const { native, ...said } = wordsFor(language)

if (isCliCall(words)) {
  keepHeapSmall()
  const terminal = processTerminal()
  const code = await runCli(words, terminal.io, {
    assetsFolder,
    env: process.env,
    version: app.getVersion(),
    program,
  })
  app.exit(await terminal.end(code, wordsOf(words)))
} else {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([uiScheme])
  // Two windows over one data folder would both send: the second one brings the first to the front.
  if (app.requestSingleInstanceLock()) void app.whenReady().then(startWindow)
  else app.quit()
}

async function startWindow(): Promise<void> {
  const dataFolder = app.getPath('userData')
  const ports = buildPorts({
    assetsFolder,
    surroundings: {
      version: app.getVersion(),
      dataFolder,
      platform: process.platform,
      user: os.userInfo().username,
      program,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      // somebody watches: two hours of waiting can be read before they are over
      practiceMinuteMs: 100,
      processId: process.pid,
      instanceId: randomUUID(),
      isProcessAlive,
    },
    fetch: createElectronFetch(),
    browser: new ElectronBrowserOpener(),
    pdf: new ElectronPdfPrinter(),
    language,
    env: process.env,
  })
  if (!ports.ok) {
    const { what, next = '', details = '' } = sayProblem(said, ports.error, 'window')
    process.stderr.write(`${what} ${next}\n`)
    await dialog.showMessageBox({
      type: 'error',
      title: native.product,
      message: what,
      detail: `${next}\n${details}`.trim(),
    })
    return app.exit(3)
  }
  const { clock, log, files, setups, surroundings, words: texts } = ports.value.ports
  const main = createApp(ports.value.ports)
  let window: BrowserWindow | null = null
  const current = (): BrowserWindow | null => (window === null || window.isDestroyed() ? null : window)

  const appearance = new ElectronAppearance()
  appearance.apply(storedTheme(setups))
  const secretCopy = new SecretCopy({
    clipboard: new ElectronClipboard(process.platform),
    clock,
    secrets: main.credentials,
  })
  const handlers = createHandlers(main, {
    words: texts,
    dialogs: new SavedFiles(new ElectronFileDialogs(current), new ElectronFileOpener(), [dataFolder]),
    confirmation: new ElectronConfirmation(current),
    appearance,
    files,
    setups,
    surroundings,
    windowTitle: new ElectronWindowTitle(current),
    secretCopy,
  })

  const publish = createPublisher((channel, payload) => current()?.webContents.send(channel, payload))
  main.announcer.subscribe(publish)
  const attention = new ElectronAttention(current, bringToFront)
  new LongWork({ announcer: main.announcer, attention, setups, words: texts }).follow()
  const reminder = new ExpiryReminder({ expiries: main.expiries, attention, setups, clock, words: texts })
  const waiting: EventPayload<'app.notice'>[] = []
  let pageLoads = 1
  if (ports.value.notice !== null) waiting.push({ level: 'warning', notice: ports.value.notice })
  const recovered = main.runs.recover()
  if (!recovered.ok)
    waiting.push({
      level: 'warning',
      notice: { code: 'runs-not-recovered', problem: recovered.error },
    })
  else if (recovered.value > 0)
    waiting.push({ level: 'info', notice: { code: 'runs-interrupted', count: recovered.value } })

  registerCalls({
    ipc: ipcMain,
    handlers: tellOnceListening(
      handlers,
      () => pageLoads,
      () => {
        for (const notice of waiting.splice(0)) publish('app.notice', notice)
      },
    ),
    self: uiOrigin,
    ownWindow: () => current()?.webContents.id ?? null,
    unexpected: (call, what, cause) =>
      log.warn('ipc', {
        call,
        what,
        cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
      }),
  })

  app.on('web-contents-created', (_event, contents) => {
    guardNavigation(contents, {
      self: uiOrigin,
      openOutside: (url) => void main.links.open(url),
      refused: (url, how) =>
        log.warn('navigation refused', { how, protocol: URL.parse(url)?.protocol ?? 'none' }),
    })
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_click, clicked) => {
      const template = contextMenuTemplate(clicked)
      if (template.length > 0) Menu.buildFromTemplate(template).popup()
    })
  })
  const devTools = !app.isPackaged
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        devTools,
        words: native.menu,
        command: (command) => publish('app.command', { command }),
      }),
    ),
  )

  const placeFile = path.join(dataFolder, 'window.json')
  const remembered = await files.readText(placeFile, 10_000)
  let placeSaved: Promise<unknown> = Promise.resolve()
  window = openMainWindow({
    title: native.product,
    preload: path.join(built, 'preload/index.cjs'),
    session: openUiSession(
      {
        files: PAGE_FILES,
        read: async (file) => Uint8Array.from(await readFile(path.join(built, 'renderer', file))),
        newNonce: () => randomBytes(16).toString('base64'),
      },
      async ({ setup, run }) => {
        const report = await main.reports.page(setup, run)
        return report.ok ? report.value : null
      },
    ),
    devTools,
    remembered: remembered.ok ? parsePlace(remembered.value) : null,
    remember: (place) => {
      placeSaved = files.write(placeFile, `${JSON.stringify(place)}\n`)
    },
    mayClose: async () =>
      !(
        main.runs.isBusy() ||
        main.authorisation.isBusy() ||
        main.registrationBoard.isBusy() ||
        main.exchangeRuns.isBusy()
      ) || (await askToClose(current())),
  })
  handleCrashes(window, {
    now: () => Date.now(),
    log: (reason, exitCode, next) => log.warn('page gone', { reason, exitCode, next }),
    reloading: () => {
      pageLoads += 1
      waiting.push({ level: 'warning', notice: { code: 'window-reloaded' } })
    },
    gaveUp: () => void sayGivenUp(current()),
  })

  app.on('second-instance', () => {
    // What another process passes is not looked at: its only wish that counts is to see the window.
    const open = current()
    if (open !== null) bringToFront(open)
  })
  app.on('window-all-closed', () => app.quit())
  let closing = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    reminder.stop()
    const tooLong = new Promise((resolve) => setTimeout(resolve, shutdownLimitMs))
    void Promise.race([Promise.all([main.close(), placeSaved, secretCopy.clearNow()]), tooLong]).finally(
      () => {
        ports.value.close()
        app.exit(0)
      },
    )
  })
  log.info('window opens', { version: surroundings.version, pageFiles: PAGE_FILES.length })
  main.watcher.start()
  await loadPage(window, language)
  reminder.start()
  await ports.value.readAhead()
}

/**
 * The page asks for its status when it has begun to listen: what was to be told before is told then. A page that died
 * while it waited for the answer is told nothing: it would be lost for the one that takes its place.
 */
function tellOnceListening(handlers: Handlers, pageLoads: () => number, tell: () => void): Handlers {
  return {
    ...handlers,
    'app.status': async (input) => {
      const asking = pageLoads()
      const status = await handlers['app.status'](input)
      setImmediate(() => {
        if (pageLoads() === asking) tell()
      })
      return status
    },
  }
}

async function askToClose(window: BrowserWindow | null): Promise<boolean> {
  if (window === null) return true
  const { title, message: question, detail, action } = native.ask.close
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title,
    message: question,
    detail,
    buttons: [action, native.cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

async function sayGivenUp(window: BrowserWindow | null): Promise<void> {
  const message = {
    type: 'error' as const,
    title: native.product,
    message: native.gaveUp.message,
    detail: native.gaveUp.detail,
    buttons: [native.gaveUp.action],
  }
  await (window === null ? dialog.showMessageBox(message) : dialog.showMessageBox(window, message))
  app.quit()
}
