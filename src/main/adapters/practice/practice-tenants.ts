/** The practice tenant of each setup: started where it is needed, with its state in a folder of its own. */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { placeholderValues } from '../../../domain/recipe/placeholders.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { SetupIdSchema, type Setup } from '../../../domain/setup/setup.schema.ts'
import type { PracticeTenant } from '../../../practice/index.ts'
import type { PracticeHandle, PracticeHost } from '../../services/desk/practice-host.port.ts'
import { registrationRequest } from './registration-request.ts'

/** Loaded when a practice setup needs it: a real tenant's window and commands start without its servers. */
const loadPractice = async () => ({
  ...(await import('../../../practice/index.ts')),
  ...(await import('./prepare-for-recipe.ts')),
  ...(await import('./tenant-handle.ts')),
})

export class PracticeTenants implements PracticeHost {
  readonly #dir: string
  /** What each setup is doing, in order: two questions at once start one tenant, not two. */
  readonly #running = new Map<string, Promise<PracticeTenant>>()

  constructor(dir: string) {
    this.#dir = dir
  }

  async ensure(setup: Setup, recipe: Recipe): Promise<Result<PracticeHandle, AppError>> {
    const { practice } = setup
    if (practice === null) return err({ code: 'practice-setups-only' })
    const { preparedOrClosed, startPracticeTenant, TenantHandle } = await loadPractice()
    try {
      await this.#forgetIfGone(setup.id)
      let starting = this.#running.get(setup.id)
      if (starting === undefined) {
        const context = {
          recipe,
          values: placeholderValues(setup, recipe, []),
          answers: setup.answers,
          senders: [],
          calendars: [],
        }
        starting = startPracticeTenant({
          mailboxes: practice.mailboxes,
          seed: practice.seed,
          prepared: practice.prepared,
          registrations: [registrationRequest(recipe, context.values, setup.answers)],
          faults: [...practice.faults],
          stateDir: this.#folderOf(setup.id),
        })
        if (practice.prepared) starting = starting.then((tenant) => preparedOrClosed(tenant, [context]))
        this.#running.set(setup.id, starting)
        starting.catch(() => this.#running.delete(setup.id))
      }
      return ok(new TenantHandle(await starting))
    } catch (thrown) {
      return err(await startError(thrown))
    }
  }

  isRunning(setupId: string): boolean {
    return this.#running.has(setupId)
  }

  async remove(setupId: string): Promise<void> {
    await this.#close(setupId)
    await rm(this.#folderOf(setupId), { recursive: true, force: true })
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.#close(id)))
  }

  /** A tenant that another process served may have ended with it; then this one serves it on. */
  async #forgetIfGone(setupId: string): Promise<void> {
    const running = this.#running.get(setupId)
    if (running === undefined) return
    try {
      await (await running).admin.listFaults()
    } catch {
      await this.#close(setupId)
    }
  }

  async #close(setupId: string): Promise<void> {
    const running = this.#running.get(setupId)
    if (running === undefined) return
    this.#running.delete(setupId)
    try {
      await (await running).close()
    } catch {
      // It did not start, or its server is gone: nothing is left to close.
      return
    }
  }

  /** The id is a UUID: a setup from elsewhere cannot name a folder outside ours. */
  #folderOf(setupId: string): string {
    return path.join(this.#dir, SetupIdSchema.parse(setupId))
  }
}

async function startError(thrown: unknown): Promise<AppError> {
  const { PracticeError } = await loadPractice()
  const said = thrown instanceof Error ? thrown.message : String(thrown)
  if (!(thrown instanceof PracticeError)) return { code: 'practice-not-started', details: said }
  if (thrown.code === 'disk') return { code: 'practice-disk-full', details: said }
  return {
    code: thrown.code === 'port-taken' ? 'practice-port-taken' : 'practice-wrong-start',
    details: said,
  }
}
