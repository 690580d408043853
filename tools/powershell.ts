/** Finds a PowerShell for the script tests and, where the .NET SDK is, installs one that stays inside node_modules. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { isInstalled, root } from './run.ts'

const version = '7.6.9'
const folder = path.join(root, 'node_modules', '.cache', 'powershell')
const own = path.join(folder, process.platform === 'win32' ? 'pwsh.exe' : 'pwsh')

/** Path or name of a PowerShell; undefined where there is none. The one brought up here comes first: its version is known. */
export function findPowerShell(): string | undefined {
  if (existsSync(own)) return own
  return ['pwsh', ...(process.platform === 'win32' ? ['powershell.exe'] : [])].find(isInstalled)
}

/** Installs it where that can be done; says in one sentence what to install where it cannot. */
export function bringUpPowerShell(): void {
  if (!existsSync(own) && isInstalled('dotnet')) {
    process.stderr.write(`Installing PowerShell ${version} …\n`)
    const env = { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' }
    const args = ['tool', 'install', 'PowerShell', '--version', version, '--tool-path', folder]
    spawnSync('dotnet', args, { stdio: 'ignore', env })
  }
  if (findPowerShell() === undefined)
    process.stderr.write(
      'The tests of the Exchange scripts are skipped: install PowerShell 7 (or the .NET SDK, which brings it here by itself).\n',
    )
}
