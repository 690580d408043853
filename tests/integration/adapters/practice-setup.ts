/** A practice setup and the adapters that talk to its tenant, as a test needs them. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Recipe } from '../../../src/domain/recipe/recipe.schema.ts'
import type { Setup } from '../../../src/domain/setup/setup.schema.ts'
import { PracticeTenants } from '../../../src/main/adapters/practice/practice-tenants.ts'
import { YamlRecipeSource } from '../../../src/main/adapters/system/yaml-recipe-source.ts'
import type { PracticeHandle } from '../../../src/main/services/desk/practice-host.port.ts'
import { MemoryLog } from '../../fakes/memory-log.ts'
import { aSetup } from '../../kit/samples.ts'
import { plainly } from '../../fakes/plainly.ts'

export const assetsFolder = path.resolve(import.meta.dirname, '../../../assets')

function theRecipe(): Recipe {
  const recipe = new YamlRecipeSource({ assetsFolder, userFolder: null, log: new MemoryLog() }).recipe('eap')
  if (recipe === null) throw new Error('the eap recipe is missing')
  return recipe
}

export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'sendproof-practice-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 3 }))
  return dir
}

export interface PracticeSetup {
  readonly dir: string
  readonly tenants: PracticeTenants
  readonly setup: Setup
  readonly recipe: Recipe
  readonly handle: PracticeHandle
}

export async function practiceSetup(
  options: { prepared?: boolean; mailboxes?: number; faults?: string[] } = {},
): Promise<PracticeSetup> {
  const dir = await temporaryFolder()
  const tenants = new PracticeTenants(dir)
  onTestFinished(() => tenants.closeAll())
  const recipe = theRecipe()
  const setup = aSetup({
    answers: {},
    practice: {
      mailboxes: options.mailboxes ?? 3,
      seed: 7,
      prepared: options.prepared ?? true,
      faults: options.faults ?? [],
    },
  })
  const ensured = await tenants.ensure(setup, recipe)
  if (!ensured.ok) throw new Error(`${plainly(ensured.error).what} ${ensured.error.details ?? ''}`)
  return { dir, tenants, setup, recipe, handle: ensured.value }
}
