/** One thing that is being done in a tenant, as the window follows it. Facts only; whoever changes it tells what is new. */
import type { ActorView, ActView } from '../../../contract/registration-views.schema.ts'
import type { ChangeEntry } from '../../../domain/entra/apply/change-entry.schema.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { AdminSession, ShownCode } from './admin-sign-in.ts'
import type { Watch } from './change-runner.ts'

type ChangeState = ActView['changes'][number]['state']

export class RegistrationAct implements Watch {
  readonly #changed: () => void
  readonly #controller = new AbortController()
  #view: ActView

  constructor(
    about: Pick<ActView, 'id' | 'kind' | 'purpose' | 'startedAt'>,
    changes: readonly Change[],
    changed: () => void,
  ) {
    this.#changed = changed
    this.#view = {
      ...about,
      state: 'running',
      phase: 'signing-in',
      actor: null,
      code: null,
      changes: changes.map((change) => ({ change, state: 'to-go' })),
      changedSince: [],
      error: null,
    }
  }

  get view(): ActView {
    return this.#view
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get isRunning(): boolean {
    return this.#view.state === 'running' || this.#view.state === 'stopping'
  }

  readonly showCode = (code: ShownCode): void => this.#set({ code: { ...code } })

  readonly signedIn = ({ who, door, rights }: Omit<AdminSession, 'caller'>): void =>
    this.#set({ actor: actorOf(who.username, door.name, rights), code: null, phase: 'working' })

  readonly heard = (change: Change): void => {
    const { changes } = this.#view
    const before = changes.map((one) => (one.state === 'doing' ? { ...one, state: 'done' as const } : one))
    const at = before.findIndex(
      (one) => one.state === 'to-go' && one.change.kind === change.kind && isAbout(one.change, change),
    )
    const doing = { change, state: 'doing' as const }
    // What a broken-off act left to be put right first was in no preview.
    this.#set({
      phase: 'working',
      changes:
        at < 0
          ? [...before.filter(isOver), doing, ...before.filter((one) => !isOver(one))]
          : before.with(at, doing),
    })
  }

  phase(now: 'working' | 'waiting' | 'spreading' | 'checking'): void {
    const { changes } = this.#view
    const made = now === 'checking' ? changes.map((one) => ended(one, 'done')) : changes
    this.#set({ phase: now, changes: made })
  }

  stopping(): boolean {
    return this.#view.state === 'stopping'
  }

  /** A write that is under way is never broken off: nobody would know whether it was made. */
  stop(): void {
    if (!this.isRunning) return
    const writing = this.#view.phase === 'working' && this.#view.changes.length > 0
    this.#set({ state: 'stopping' })
    if (!writing) this.#controller.abort()
  }

  /** At the end of the program: what was begun is in the journal, and is settled by the next act. */
  breakOff(): void {
    this.#controller.abort()
  }

  /** `entries`: what was done, even where it stopped; `already`: agreed to and not needed any more. */
  end(
    error: AppError | null,
    entries: readonly ChangeEntry[] = [],
    already: readonly Change[] = [],
    changedSince: readonly Change[] = [],
  ): void {
    const stopped = this.#view.state === 'stopping' && error !== null
    const rest: ChangeState = error === null ? 'done' : 'not-tried'
    const begun = this.#view.changes.filter(isOver).length
    const changes = this.#view.changes.map(({ change, state }) => {
      if (state === 'to-go') {
        const skipped = already.some((one) => one.kind === change.kind && isAbout(one, change))
        return { change, state: skipped ? ('already' as const) : rest }
      }
      if (state !== 'doing') return { change, state }
      // The last one was made where as many are in the journal, whatever came afterwards.
      const made = error === null || entries.length >= begun
      return { change, state: made ? ('done' as const) : ('failed' as const) }
    })
    this.#set({
      state: stopped ? 'stopped' : error === null ? 'done' : 'failed',
      phase: 'working',
      code: null,
      changes,
      changedSince: [...changedSince],
      error: stopped && changes.length === 0 ? null : error,
    })
  }

  #set(fields: Partial<ActView>): void {
    this.#view = { ...this.#view, ...fields }
    this.#changed()
  }
}

function actorOf(who: string, door: ActorView['door'], rights: readonly string[]): ActorView {
  return { who, door, rights: [...rights] }
}

const isOver = ({ state }: ActView['changes'][number]) => state !== 'to-go'

function ended(one: ActView['changes'][number], state: ChangeState): ActView['changes'][number] {
  return one.state === 'doing' ? { ...one, state } : one
}

/** Ids that a plan does not know yet tell two changes of one kind no further apart than what they are about. */
function isAbout(a: Change, b: Change): boolean {
  return subject(a) === subject(b)
}

function subject({ before, after }: Change): string {
  const part = after ?? before
  if (typeof part !== 'object' || part === null) return ''
  const { resourceId, roleId, principalId } = part as {
    readonly resourceId?: string
    readonly roleId?: string
    readonly principalId?: string | null
  }
  return [resourceId, roleId, principalId].map((id) => id ?? '').join(' ')
}
