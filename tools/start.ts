/** `npm start`: the window, in real Electron where it can be had, else in the stand-in; says which and why. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { lookup } from 'node:dns/promises'
import path from 'node:path'
import { buildApp } from './build.ts'
import { root } from './run.ts'
import { findChromium } from './stand-in/chromium.ts'
import { installedElectron, standIn } from './stand-in/host.ts'

/** Long enough for the download on an office line, short enough not to look stuck. */
const downloadLimitMs = 120_000
const lookupLimitMs = 3_000
/** Where Electron's own installer fetches from when no mirror is named. */
const downloadHost = 'github.com'

if (!hasDisplay()) {
  console.error('There is no display to open a window on; `npm run demo` does the whole job without one.')
  process.exit(3)
}
if (isStale()) {
  console.log('Building …')
  await buildApp()
}
process.exitCode = await open()

async function open(): Promise<number> {
  const args = ['.', ...process.argv.slice(2)]
  const electron = installedElectron() ?? (await fetchElectron())
  if (typeof electron === 'string') {
    console.log('Opening the window in Electron.')
    return run(electron, args)
  }
  if (findChromium() === undefined) {
    console.error(
      `${electron.why}, and no Chromium, Chrome or Edge was found to stand in for it: install one, or set CHROMIUM_PATH.`,
    )
    return 3
  }
  console.log(
    `Opening the window in the stand-in (the same app, drawn by this machine's Chromium): ${electron.why}.`,
  )
  return run(standIn(), ['--visible', ...args])
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

/** The path of the binary, or why it cannot be had. */
async function fetchElectron(): Promise<string | { readonly why: string }> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror']
  const host = URL.parse(mirror ?? '')?.hostname ?? downloadHost
  if (!(await isReachable(host)))
    return { why: `Electron's binary is not installed and ${host} cannot be reached` }
  console.log("Fetching Electron's binary …")
  const installer = path.join(root, 'node_modules/electron/install.js')
  const { status, signal } = spawnSync(process.execPath, [installer], {
    stdio: 'ignore',
    timeout: downloadLimitMs,
  })
  const fetched = installedElectron()
  if (status === 0 && fetched !== undefined) return fetched
  return {
    why:
      signal === null ? "Electron's binary could not be fetched" : "Electron's binary did not arrive in time",
  }
}

async function isReachable(host: string): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), lookupLimitMs).unref())
  return Promise.race([
    lookup(host).then(
      () => true,
      () => false,
    ),
    late,
  ])
}

/** True when there is no build or a source is newer than it. */
function isStale(): boolean {
  const built = path.join(root, 'out/preload/index.cjs')
  if (!existsSync(built)) return true
  const since = statSync(built).mtimeMs
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
  return sources.some(
    (entry) => entry.isFile() && statSync(path.join(entry.parentPath, entry.name)).mtimeMs > since,
  )
}

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: command.endsWith('.cmd') })
    const forward = (signal: NodeJS.Signals) => child.kill(signal)
    process.once('SIGINT', forward).once('SIGTERM', forward)
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
