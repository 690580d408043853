/** Finds an installed Edge, Chrome or Chromium: well-known places first, then PATH. */
import { existsSync } from 'node:fs'
import path from 'node:path'

const windowsEnds = ['Microsoft/Edge/Application/msedge.exe', 'Google/Chrome/Application/chrome.exe']
const macPlaces = [
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const names = [
  'microsoft-edge',
  'microsoft-edge-stable',
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
]

export interface Machine {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  exists(file: string): boolean
}

const thisMachine: Machine = { platform: process.platform, env: process.env, exists: existsSync }

/** Null when there is none. */
export function findBrowser(machine: Machine = thisMachine): string | null {
  const { platform, env } = machine
  const exists = (file: string) => machine.exists(file)
  if (platform === 'win32') {
    const folders = [env['ProgramFiles(x86)'], env['ProgramFiles'], env['LOCALAPPDATA']]
    const places = folders.flatMap((folder) =>
      folder === undefined ? [] : windowsEnds.map((end) => path.win32.join(folder, end)),
    )
    return [...places, ...onPath(env, path.win32, ['msedge.exe', 'chrome.exe'])].find(exists) ?? null
  }
  if (platform === 'darwin') return [...macPlaces, ...onPath(env, path.posix, names)].find(exists) ?? null
  return onPath(env, path.posix, names).find(exists) ?? null
}

function onPath(env: Machine['env'], paths: path.PlatformPath, programs: readonly string[]): string[] {
  return (
    (env['PATH'] ?? env['Path'] ?? '')
      .split(paths.delimiter)
      // A relative entry would run whatever lies in the folder somebody happens to be in.
      .filter((folder) => paths.isAbsolute(folder))
      .flatMap((folder) => programs.map((name) => paths.join(folder, name)))
  )
}
