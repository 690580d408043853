/** Finds and starts the Chromium that draws the windows. It ends with us: closing its pipe makes it quit. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { Cdp } from './cdp.ts'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
  'chrome',
]
/** Chromium without its own window: the same engine, and a fifth of the work to start. */
const headlessNames = ['chromium-headless-shell', 'chrome-headless-shell']
/** Looked into first: what Debian puts on the PATH is a script that stays in between, and a kill would end only that. */
const debianFolder = '/usr/lib/chromium'
const windowsPaths = ['Microsoft/Edge/Application/msedge.exe', 'Google/Chrome/Application/chrome.exe']
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

/** Path of a Chromium-based browser on this machine; undefined when there is none. CHROMIUM_PATH goes first. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env['CHROMIUM_PATH'] !== undefined) return env['CHROMIUM_PATH']
  if (process.platform === 'darwin') return macPaths.find((candidate) => existsSync(candidate))
  if (process.platform === 'win32')
    return [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
      .flatMap((folder) => (folder === undefined ? [] : windowsPaths.map((end) => path.join(folder, end))))
      .find((candidate) => existsSync(candidate))
  return firstOf(foldersOf(env), names)
}

/** What draws pages that nobody looks at: the headless shell where it is installed, else any Chromium. */
export function findHeadlessChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env['CHROMIUM_PATH'] !== undefined) return env['CHROMIUM_PATH']
  return firstOf([debianFolder, ...foldersOf(env)], headlessNames) ?? findChromium(env)
}

function foldersOf(env: NodeJS.ProcessEnv): string[] {
  return (env['PATH'] ?? '').split(path.delimiter)
}

function firstOf(folders: readonly string[], programs: readonly string[]): string | undefined {
  return folders
    .flatMap((folder) => programs.map((name) => path.join(folder, name)))
    .find((candidate) => existsSync(candidate))
}

export interface Chromium {
  readonly cdp: Cdp
  /** ws:// address for Playwright; undefined unless a port was asked for. */
  readonly devtools: string | undefined
  onExit(listener: () => void): void
  stop(): Promise<void>
}

export interface ChromiumOptions {
  readonly visible: boolean
  /** Also listen on a port of loopback, for Playwright. */
  readonly port: boolean
}

export async function startChromium(options: ChromiumOptions): Promise<Chromium> {
  const executable = options.visible ? findChromium() : findHeadlessChromium()
  if (executable === undefined)
    throw new Error(
      'stand-in: no Chromium found: install the package "chromium", or set CHROMIUM_PATH to a Chromium, Chrome or Edge',
    )
  sweepProfiles()
  const profile = mkdtempSync(path.join(os.tmpdir(), `${profilePrefix}${process.pid}-`))
  const child = spawn(executable, switches(profile, options), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [input, output] = [child.stdio[4] as Readable, child.stdio[3] as Writable]
  const cdp = new Cdp(input, output)

  let chatter = ''
  let gone = false
  // However we end (but for kill -9, where the pipe closes and the next start sweeps), nothing is left behind.
  process.once('exit', () => {
    if (gone) return
    child.kill('SIGKILL')
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  })
  const exited = new Promise<void>((resolve) => {
    const ended = () => {
      if (gone) return
      gone = true
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
      resolve()
    }
    child.once('exit', ended)
    child.once('error', ended)
  })
  const announced = new Promise<string>((resolve) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (chatter.length < 20_000) chatter += text
      const found = /DevTools listening on (ws:\S+)/.exec(chatter)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  const failed = exited.then(() =>
    Promise.reject(new Error(`stand-in: ${executable} ended at once:\n${chatter}`)),
  )
  failed.catch(() => undefined)
  await Promise.race([cdp.send('Browser.getVersion'), failed])
  const devtools = options.port ? await Promise.race([announced, failed]) : undefined

  return {
    cdp,
    devtools,
    onExit: (listener) => void exited.then(listener),
    async stop() {
      if (gone) return
      cdp.send('Browser.close').catch(() => undefined)
      const late = setTimeout(() => child.kill('SIGKILL'), 3000)
      await exited
      clearTimeout(late)
    },
  }
}

/** A bar about unusual switches would be the only thing in the window that is not the app's. */
const quietBars = ['--test-type']

function switches(profile: string, options: ChromiumOptions): string[] {
  const asRoot = process.getuid?.() === 0
  return [
    `--user-data-dir=${profile}`,
    '--remote-debugging-pipe',
    ...(options.port ? ['--remote-debugging-port=0'] : []),
    ...(options.visible
      ? ['--app=data:text/html,', ...quietBars]
      : ['--headless=new', '--no-startup-window']),
    ...(asRoot ? ['--no-sandbox'] : []),
    // Nothing leaves: what the page loads comes from the app's own protocol handler.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--no-proxy-server',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-default-apps',
    '--disable-breakpad',
    '--disable-features=Translate,MediaRouter,OptimizationHints',
    '--disable-renderer-backgrounding',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-ipc-flooding-protection',
    '--password-store=basic',
    '--use-mock-keychain',
    '--force-color-profile=srgb',
  ]
}

const profilePrefix = 'sendproof-stand-in-'

/** A process that was killed could not remove its profile: the next start does. */
function sweepProfiles(): void {
  for (const entry of readdirSync(os.tmpdir())) {
    const owner = entry.startsWith(profilePrefix)
      ? Number(entry.slice(profilePrefix.length).split('-')[0])
      : NaN
    if (!Number.isInteger(owner) || isAlive(owner)) continue
    rmSync(path.join(os.tmpdir(), entry), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
