/** Which executable runs the app: Electron's own when its binary is installed, else the stand-in. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const electronFolder = path.join(root, 'node_modules/electron')

/** Path of Electron's binary, or undefined; electron/index.js is not asked because it would start a download. */
export function installedElectron(): string | undefined {
  const pathFile = path.join(electronFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const binary = path.join(electronFolder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : undefined
}

export function standIn(): string {
  return path.join(import.meta.dirname, process.platform === 'win32' ? 'electron.cmd' : 'electron')
}

/**
 * What Playwright is given as executablePath. `undefined` lets Playwright find real Electron by itself:
 * only then does it also load the script that holds `ready` back until it is connected.
 */
export function hostPath(): string | undefined {
  return installedElectron() === undefined ? standIn() : undefined
}
