/** The stand-in's main: answers Playwright's handshake, starts Chromium, then runs the app's own main module. */
import { readFileSync } from 'node:fs'
import inspector from 'node:inspector'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { startChromium, type Chromium } from './chromium.ts'
import type { App } from './main/app.ts'
import { createElectron, followTargets } from './main/electron.ts'
import { Host } from './main/host.ts'
import { serveElectron } from './modules.ts'

const own = new Set(['--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '--visible'])

async function main(): Promise<void> {
  const given = process.argv.slice(2)
  const args = given.filter((arg) => !own.has(arg))
  const folder = args.find((arg) => !arg.startsWith('-'))
  if (folder === undefined) throw new Error('stand-in: name the app folder, as in: electron .')
  const appFolder = path.resolve(folder)
  const userData = args.find((arg) => arg.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length)
  // Playwright's two switches; with them `ready` waits until it is connected, as its own loader makes Electron do.
  const driven = given.includes('--inspect=0') && given.includes('--remote-debugging-port=0')
  const connected = driven ? playwrightRuns() : Promise.resolve()

  const host = new Host({ appFolder, visible: given.includes('--visible') })
  const { app, electron, names } = createElectron(host, {
    userData: userData === undefined ? undefined : path.resolve(userData),
  })
  serveElectron(electron, names)
  // Playwright asks for require('electron') as soon as it sees the first line, so our module is served before.
  if (driven) inspector.open(0)

  const starting = startChromium({ visible: host.visible, port: driven })
  starting.catch(() => undefined)
  host.starting = starting
  // As Electron does: asked to end, it quits in order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  process.argv = [process.argv[1] ?? 'electron', ...args]
  await import(pathToFileURL(path.join(appFolder, mainOf(appFolder))).href)

  try {
    await openUp(host, app, starting, connected)
  } catch (error) {
    // A command, or a second start, ends before the browser is up: then it going away is no failure.
    if (!app.leaving) throw error
  }
}

/** Makes the app ready once the browser is there and, if Playwright drives, has been connected to. */
async function openUp(
  host: Host,
  app: App,
  starting: Promise<Chromium>,
  connected: Promise<void>,
): Promise<void> {
  const chromium = await starting
  if (app.leaving) return
  host.started(chromium)
  chromium.onExit(() => {
    for (const contents of host.contents.values()) contents.destroyed()
  })
  if (host.visible) host.spareTarget = await firstWindow(chromium)
  await followTargets(host)
  if (chromium.devtools !== undefined) process.stderr.write(`DevTools listening on ${chromium.devtools}\n`)
  await connected
  if (!app.leaving) app.ready()
}

function mainOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    readonly main?: string
  }
  return manifest.main ?? 'index.js'
}

function playwrightRuns(): Promise<void> {
  return new Promise((resolve) => {
    Object.defineProperty(globalThis, '__playwright_run', { value: () => resolve() })
  })
}

/** The window that Chromium opens by itself with --app, a moment after it is up. */
function firstWindow({ cdp }: Chromium): Promise<string> {
  return new Promise((resolve, reject) => {
    cdp.on<{ targetInfo: { targetId: string; type: string } }>(
      'Target.targetCreated',
      undefined,
      ({ targetInfo }) => {
        if (targetInfo.type === 'page') resolve(targetInfo.targetId)
      },
    )
    // Tells of the targets that are there already, too.
    cdp.send('Target.setDiscoverTargets', { discover: true }).catch(reject)
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
