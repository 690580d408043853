/** The PowerShell scripts that come with Sendproof. */
import path from 'node:path'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { ok, type Result } from '../../../domain/result.ts'
import type { ScriptFile, ScriptSource } from '../../services/handoff/script-source.port.ts'
import type { Files } from '../../services/surroundings/files.port.ts'

const largestScript = 1_000_000
const entraFiles = [
  'Set-Entra.ps1',
  'parts/Plan.ps1',
  'parts/Preflight.ps1',
  'parts/EntraSession.ps1',
  'parts/EntraReading.ps1',
  'parts/EntraChanges.ps1',
  'parts/EntraActing.ps1',
]

export class AssetScripts implements ScriptSource {
  readonly #files: Pick<Files, 'readBytes'>
  readonly #folder: string

  constructor(o: { readonly files: Pick<Files, 'readBytes'>; readonly assetsFolder: string }) {
    this.#files = o.files
    this.#folder = path.join(o.assetsFolder, 'powershell')
  }

  async entra(): Promise<Result<readonly ScriptFile[], AppError>> {
    const scripts: ScriptFile[] = []
    for (const name of entraFiles) {
      const content = await this.#files.readBytes(path.join(this.#folder, name), largestScript)
      if (!content.ok) return content
      scripts.push({ name, content: content.value })
    }
    return ok(scripts)
  }
}
