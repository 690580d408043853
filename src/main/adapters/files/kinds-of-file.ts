/** What stands at a path a person named, before it is opened: a device or a pipe is no file, and some never answer. */
import { existsSync, mkdirSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'

/** Views of a running Linux (proc, sysfs): reading one of their files may wait for ever. */
const runningSystem: readonly number[] = [0x9fa0, 0x62656572]
/** Names Windows keeps for devices, in every folder and with any ending. */
const windowsDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** True for what can be neither read nor replaced as a file; false also where there is nothing yet. */
export function isNoFile(file: string): boolean {
  if (process.platform === 'win32' && windowsDevice.test(path.basename(file))) return true
  try {
    const found = statSync(file)
    if (found.isDirectory()) return false
    if (!found.isFile()) return true
    return process.platform === 'linux' && runningSystem.includes(statfsSync(file).type)
  } catch {
    // what is missing or out of reach is said by whoever opens it
    return false
  }
}

/**
 * Makes the folder and those above it, one by one: Node's own `recursive` never ends where the system answers “no such
 * folder” for what cannot be made in one that exists (/proc). Only the person's own account may look into a new one.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = []
  let at = path.resolve(folder)
  while (!existsSync(at) && path.dirname(at) !== at) {
    missing.unshift(at)
    at = path.dirname(at)
  }
  for (const one of missing)
    try {
      mkdirSync(one, { mode: 0o700 })
    } catch (error) {
      // another process was faster
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  if (!statSync(folder).isDirectory())
    throw Object.assign(new Error(`ENOTDIR: not a folder, ${folder}`), { code: 'ENOTDIR' })
}
