/** Moves a step as a person says, keeps its note, and remembers the last move for one undo. */
import { useState } from 'react'
import type { ChecklistStep, ShownState } from '../../../domain/checklist/checklist.schema.ts'
import type { StepState } from '../../../domain/step/step-record.schema.ts'
import { useAction, type Action } from '../../data/use-desktop.ts'
import { useNote, type NoteDraft } from './use-note.ts'

export interface StepMoves {
  readonly action: Action
  readonly note: NoteDraft
  /** The state before the last move made here; null when there is nothing to undo. */
  readonly before: ShownState | null
  /** Takes the note along. */
  readonly go: (state: StepState) => void
  readonly addNote: () => void
  readonly undo: () => void
  readonly practise: () => void
}

export function useStepMoves(setup: string, step: ChecklistStep, onMoved: () => void): StepMoves {
  const action = useAction()
  const [before, setBefore] = useState<ShownState | null>(null)
  const set = async (state: StepState | null, words: string) =>
    (await action.run('step.set', { setup, step: step.id, state, note: words.trim() === '' ? null : words }))
      .ok
  const note = useNote(setup, step.id, (words) => set(null, words))
  const move = async (state: StepState | null, from: ShownState | null) => {
    onMoved()
    if (!(await set(state, note.words))) return
    note.clear()
    setBefore(from)
  }
  return {
    action,
    note,
    before: before === step.state ? null : before,
    go: (state) => void move(state, step.state),
    addNote: () => void move(null, null),
    undo: () =>
      void action
        .run('step.undo', { setup, step: step.id })
        .then(({ ok }) => (ok ? setBefore(null) : undefined)),
    practise: () => {
      onMoved()
      void action.run('step.practise', { setup, step: step.id })
    },
  }
}
