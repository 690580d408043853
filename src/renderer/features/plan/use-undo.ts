/** Ctrl+Z on the plan: takes back the last move, opens its step, and says what happened. */
import { useEffect, useState } from 'react'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { lastToUndo } from '../../../domain/checklist/undo-step.ts'
import { useAction, type Action } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'

/** Moves of an earlier day are facts by now; this page was loaded when the program was started. */
const started = new Date(performance.timeOrigin).toISOString()

interface Undo {
  readonly action: Action
  /** What the keys did last; null until they are pressed. */
  readonly said: string | null
}

export function useUndo(
  setup: string,
  steps: readonly ChecklistStep[],
  onUndone: (step: string) => void,
): Undo {
  const action = useAction()
  const { run } = action
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    const undo = async () => {
      const step = lastToUndo(steps, started)
      const last = step?.history.at(-1)
      if (step === null || last === undefined) {
        setSaid(text.plan.nothingToUndo)
        return
      }
      if (!(await run('step.undo', { setup, step: step.id })).ok) return
      setSaid(text.plan.undone(step.title, text.states[last.to], text.states[last.from]))
      onUndone(step.id)
    }
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isUndo(event) || writesIn(event.target)) return
      if (document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      void undo()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [setup, steps, run, onUndone])
  return { action, said }
}

function isUndo({ key, ctrlKey, altKey, shiftKey, metaKey, repeat }: KeyboardEvent): boolean {
  return ctrlKey && !altKey && !shiftKey && !metaKey && !repeat && key.toLowerCase() === 'z'
}

/** Where somebody writes, the keys take back what was written. */
function writesIn(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}
