/** What was begun in the window, as main kept it, and the way to keep more. Read once, before the first page is drawn. */
import type { CallInput } from '../../contract/calls.schema.ts'
import type { DraftsView } from '../../contract/drafts-view.schema.ts'
import type { Desktop } from '../desk/desktop.ts'

/** Nobody types for longer than this without a pause that saves. */
const pauseMs = 500

export const nothingBegun: DraftsView = { place: null, newSetup: null, notes: [] }

type Form = CallInput<'draft.keepNewSetup'>['form']
type Place = CallInput<'draft.keepPlace'>['place']

export class Drafts {
  readonly #desktop: Desktop
  readonly #notes: Map<string, { readonly text: string; readonly at: string }>
  #newSetup: Form
  readonly place: DraftsView['place']
  #keptPlace = ''
  #formTimer: number | undefined

  constructor(desktop: Desktop, begun: DraftsView) {
    this.#desktop = desktop
    this.place = begun.place
    this.#newSetup = begun.newSetup
    window.addEventListener('pagehide', () => this.#flushForm())
    this.#notes = new Map(begun.notes.map(({ setup, step, text, at }) => [`${setup} ${step}`, { text, at }]))
  }

  /** Where the window opens next time. */
  keepPlace(place: Place): void {
    const kept = JSON.stringify(place)
    if (kept === this.#keptPlace) return
    this.#keptPlace = kept
    // At once: somebody who closes the window right after a click means to come back to what was clicked.
    void this.#desktop.call('draft.keepPlace', { place })
  }

  get newSetup(): Form {
    return this.#newSetup
  }

  keepNewSetup(form: Form): void {
    this.#newSetup = form
    window.clearTimeout(this.#formTimer)
    this.#formTimer = window.setTimeout(() => this.#flushForm(), form === null ? 0 : pauseMs)
  }

  #flushForm(): void {
    if (this.#formTimer === undefined) return
    window.clearTimeout(this.#formTimer)
    this.#formTimer = undefined
    void this.#desktop.call('draft.keepNewSetup', { form: this.#newSetup })
  }

  note(setup: string, step: string): { readonly text: string; readonly at: string } | null {
    return this.#notes.get(`${setup} ${step}`) ?? null
  }

  /** Resolves to the moment it was saved, or null when main could not; the text stays here either way. */
  async keepNote(setup: string, step: string, text: string): Promise<string | null> {
    const key = `${setup} ${step}`
    if (text === '') this.#notes.delete(key)
    else this.#notes.set(key, { text, at: this.#notes.get(key)?.at ?? new Date().toISOString() })
    const reply = await this.#desktop.call('draft.keepNote', { setup, step, text })
    return reply.ok ? reply.value.at : null
  }

  /**
   * The field is left with this in it: `add` puts it into the history. Main keeps the draft until that is done, so a
   * failure or a crash in between loses nothing; a field that opens meanwhile is empty, so nothing is added twice.
   */
  async leaveNote(setup: string, step: string, text: string, add: () => Promise<boolean>): Promise<void> {
    const key = `${setup} ${step}`
    const at = this.#notes.get(key)?.at ?? new Date().toISOString()
    this.#notes.delete(key)
    await this.#desktop.call('draft.keepNote', { setup, step, text })
    const added = await add()
    if (this.#notes.has(key)) return
    if (added) await this.#desktop.call('draft.keepNote', { setup, step, text: '' })
    else this.#notes.set(key, { text, at })
  }
}
