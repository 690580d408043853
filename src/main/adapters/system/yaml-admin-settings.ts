/** admin-sign-in.yaml: what came with the build, and what an administrator put into the data folder. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import {
  AdminFileSchema,
  PublishedSchema,
  type AdminSettings,
} from '../../../domain/entra/admin/admin-settings.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { schemaProblems } from '../../../domain/problem/asset-problem.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { AdminSettingsSource } from '../../services/entra/admin-settings.port.ts'
import { readYamlFile } from './yaml-file.ts'

const fileName = 'admin-sign-in.yaml'

export class YamlAdminSettings implements AdminSettingsSource {
  readonly #build: string
  readonly #own: string

  constructor({ assetsFolder, dataFolder }: { readonly assetsFolder: string; readonly dataFolder: string }) {
    this.#build = path.join(assetsFolder, fileName)
    this.#own = path.join(dataFolder, fileName)
  }

  /** Read anew each time: an administrator who has just changed the file means it. */
  read(): Result<AdminSettings, AppError> {
    const build = readYamlFile(this.#build)
    const { published } = PublishedSchema.parse(build.ok ? build.value : null)
    const defaults = AdminFileSchema.parse({})
    if (!existsSync(this.#own)) return ok({ published, own: null, ...switches(defaults) })
    const file = readYamlFile(this.#own)
    if (!file.ok) return err({ code: 'admin-settings-unreadable', file: this.#own, problems: file.error })
    const parsed = AdminFileSchema.safeParse(file.value)
    if (!parsed.success)
      return err({
        code: 'admin-settings-unreadable',
        file: this.#own,
        problems: schemaProblems(parsed.error.issues, file.value),
      })
    return ok({ published, own: parsed.data.clientId ?? null, ...switches(parsed.data) })
  }
}

function switches({ commandLineTools, deviceCode }: { commandLineTools: boolean; deviceCode: boolean }) {
  return { commandLineTools, deviceCode }
}
