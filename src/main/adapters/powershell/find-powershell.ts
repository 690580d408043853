/** Looks for a PowerShell where it is installed, without starting one. */
import { lstatSync } from 'node:fs'
import path from 'node:path'
import type { PowerShellHost } from '../../services/exchange/powershell.port.ts'

export interface PowerShellPlaces {
  readonly platform: string
  /** `SENDPROOF_POWERSHELL` names the one program to be used, wherever it lies. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** PowerShell 7 before Windows PowerShell: its browser window is the system's own, where people are signed in already. */
export function findPowerShell({ platform, env }: PowerShellPlaces): PowerShellHost | null {
  const own = env['SENDPROOF_POWERSHELL']
  if (own !== undefined && own !== '') {
    if (!path.isAbsolute(own) || !isThere(own)) return null
    return { kind: /powershell\.exe$/i.test(own) ? 'windows-powershell' : 'powershell-7', program: own }
  }
  const windows = platform === 'win32'
  const named = windows ? 'pwsh.exe' : 'pwsh'
  const installed = [env['ProgramFiles'], env['ProgramW6432']].flatMap((folder) =>
    windows && folder !== undefined ? [path.join(folder, 'PowerShell', '7', named)] : [],
  )
  // A relative folder in PATH would let whoever owns the current folder put a program there.
  const onPath = (env['PATH'] ?? env['Path'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, named))
  const seven = [...installed, ...onPath].find(isThere)
  if (seven !== undefined) return { kind: 'powershell-7', program: seven }
  const root = env['SystemRoot']
  if (!windows || root === undefined) return null
  const five = path.join(root, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')
  return isThere(five) ? { kind: 'windows-powershell', program: five } : null
}

/** PowerShell out of the Microsoft Store is a link that cannot be followed by reading it, and starts all the same. */
function isThere(file: string): boolean {
  try {
    return !lstatSync(file).isDirectory()
  } catch {
    return false
  }
}
