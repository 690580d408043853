/**
 * Keeps what was begun in the window until it is finished, so that a click, a restart or a crash loses nothing that was
 * typed. What cannot be read any more is as good as nothing begun.
 */
import { z } from 'zod'
import {
  NewSetupDraft,
  NoteDraftView,
  PlaceView,
  type DraftsView,
} from '../../../contract/drafts-view.schema.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { SetupStore } from '../desk/stores.port.ts'

interface DraftPorts {
  readonly setups: SetupStore
  readonly clock: Clock
}

/** More notes than anybody has half written at once; the oldest go first. */
const mostNotes = 100

export class DraftService {
  readonly #ports: DraftPorts

  constructor(ports: DraftPorts) {
    this.#ports = ports
  }

  /** Everything that was begun; nothing of a setup that is gone. */
  all(): DraftsView {
    const known = new Set(this.#ports.setups.listSetups().map(({ id }) => id))
    const place = this.#read('draft.place', PlaceView)
    return {
      place: place?.at === 'setup' && !known.has(place.setup) ? null : place,
      newSetup: this.#read('draft.new-setup', NewSetupDraft),
      notes: this.#notes().filter(({ setup }) => known.has(setup)),
    }
  }

  keepPlace(place: PlaceView): void {
    this.#write('draft.place', place)
  }

  /** Null when the form was finished or given up. */
  keepNewSetup(form: NewSetupDraft | null): void {
    this.#write('draft.new-setup', form)
  }

  /** An empty text ends the draft. Answers with the moment it was saved. */
  keepNote(setup: string, step: string, text: string): string {
    const at = this.#ports.clock.now().toISOString()
    const others = this.#notes().filter((note) => note.setup !== setup || note.step !== step)
    const notes = text === '' ? others : [...others, { setup, step, text, at }]
    this.#write('draft.notes', notes.slice(-mostNotes))
    return at
  }

  #notes(): NoteDraftView[] {
    return this.#read('draft.notes', z.array(NoteDraftView)) ?? []
  }

  #read<T>(name: string, schema: z.ZodType<T>): T | null {
    try {
      const parsed = schema.safeParse(JSON.parse(this.#ports.setups.getSetting(name) ?? 'null'))
      return parsed.success ? parsed.data : null
    } catch {
      return null
    }
  }

  #write(name: string, value: unknown): void {
    this.#ports.setups.setSetting(name, JSON.stringify(value))
  }
}
