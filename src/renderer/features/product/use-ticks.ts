/** Ticks fields off. What was just said counts at once; when main has answered, its word does. */
import { useState } from 'react'
import type { FieldSheetView } from '../../../contract/views.schema.ts'
import { useAction, type Action } from '../../data/use-desktop.ts'
import { typedWith, type IsTyped } from './sheet-state.ts'

interface Said {
  /** The sheet it was said about: a newer one knows it already. */
  readonly sheet: FieldSheetView
  readonly places: ReadonlyMap<string, boolean>
}

const nothingSaid: ReadonlyMap<string, boolean> = new Map()

export interface Ticks extends Pick<Action, 'error' | 'clear'> {
  readonly isTyped: IsTyped
  readonly tick: (places: readonly string[], typed: boolean) => void
}

export function useTicks(setup: string, sheet: FieldSheetView): Ticks {
  const { run, error, clear } = useAction()
  const [said, setSaid] = useState<Said | null>(null)
  const current = said?.sheet === sheet ? said.places : nothingSaid
  const tick = async (places: readonly string[], typed: boolean) => {
    if (places.length === 0) return
    setSaid({ sheet, places: new Map([...current, ...places.map((place) => [place, typed] as const)]) })
    const reply = await run('fieldSheet.tick', { setup, places: [...places], typed })
    if (!reply.ok) setSaid(null)
  }
  return { error, clear, isTyped: typedWith(current), tick: (places, typed) => void tick(places, typed) }
}
