/** Runs and sign-ins, as the task bar shows them: how far all of them are, and a word when one has ended. */
import type { EventPayload } from '../../../contract/events.schema.ts'
import type { Words } from '../../../words/words.ts'
import type { Announcer } from './announcer.ts'
import type { SetupStore } from './stores.port.ts'
import type { Attention } from '../surroundings/person.port.ts'

interface LongWorkDeps {
  readonly announcer: Announcer
  readonly attention: Attention
  readonly setups: Pick<SetupStore, 'getSetup'>
  readonly words: Words
}

interface Work {
  readonly done: number
  readonly total: number
}

export class LongWork {
  readonly #deps: LongWorkDeps
  /** What is under way, by the run's or the setup's id. */
  readonly #work = new Map<string, Work>()
  /** The attempts that were seen to end, by run; `before` those that had ended when the run was met. */
  readonly #ended = new Map<string, { readonly before: number; readonly probes: Set<string> }>()

  constructor(deps: LongWorkDeps) {
    this.#deps = deps
  }

  /** Follows what is announced until the answer is called. */
  follow(): () => void {
    return this.#deps.announcer.subscribe((name, payload) => {
      if (name === 'run.progress') this.#run(payload as EventPayload<'run.progress'>)
      if (name === 'auth.progress') this.#signIns(payload as EventPayload<'auth.progress'>)
    })
  }

  #run({ run, summary, changed }: EventPayload<'run.progress'>): void {
    const known = this.#ended.get(run.id)
    const ended = known ?? { before: 0, probes: new Set<string>() }
    for (const { id, phase } of changed) if (phase === 'done') ended.probes.add(id)
    // a run that is taken up again had done a part of its work before anybody listened
    const before = known?.before ?? Math.max(0, summary.accepted + summary.refused - ended.probes.size)
    if (run.state === 'running') {
      this.#ended.set(run.id, { before, probes: ended.probes })
      return this.#under(run.id, { done: before + ended.probes.size, total: summary.planned })
    }
    this.#ended.delete(run.id)
    if (!this.#over(run.id) || run.state !== 'finished') return
    const proven = summary.planned - summary.unexpected
    this.#tell(run.setupId, this.#deps.words.native.ended.run(proven, summary.planned))
  }

  #signIns({ setupId, state, items }: EventPayload<'auth.progress'>): void {
    const open = items.filter((item) => item.state === 'waiting' || item.state === 'signing-in').length
    if (state !== 'idle') return this.#under(setupId, { done: items.length - open, total: items.length })
    // one sign-in is watched by whoever makes it
    if (!this.#over(setupId) || items.length < 2) return
    const signedIn = items.filter((item) => item.state === 'authorised').length
    this.#tell(setupId, this.#deps.words.native.ended.signIns(signedIn, items.length))
  }

  #under(id: string, work: Work): void {
    this.#work.set(id, work)
    this.#show()
  }

  /** Whether it was under way. */
  #over(id: string): boolean {
    const was = this.#work.delete(id)
    if (was) this.#show()
    return was
  }

  #show(): void {
    const all = [...this.#work.values()]
    const total = all.reduce((sum, work) => sum + work.total, 0)
    const done = all.reduce((sum, work) => sum + work.done, 0)
    this.#deps.attention.progress(total === 0 ? null : done / total)
  }

  #tell(setupId: string, text: string): void {
    const title = this.#deps.setups.getSetup(setupId)?.name ?? this.#deps.words.native.product
    this.#deps.attention.tell({ title, text })
  }
}
