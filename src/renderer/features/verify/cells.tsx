/**
 * A cell a probe. Cells are drawn in blocks of a hundred, and a block is drawn again only when one of its probes
 * changed, so that ten thousand of them stay cheap. One tab stop; arrow keys move from cell to cell.
 */
import { memo, useState, type KeyboardEvent } from 'react'
import { text } from '../../text/en.ts'
import { StateIcon } from '../../ui/state-icon.tsx'
import type { ProbeLine } from './board-state.ts'
import { looks, stateOfLetter } from './probe-state.ts'
import styles from './verify.module.css'

interface CellsProps {
  readonly lines: readonly ProbeLine[]
  readonly shown: string | null
  readonly onOpen: (probe: string) => void
}

const blockSize = 100

export function Cells({ lines, shown, onOpen }: CellsProps) {
  const [at, setAt] = useState(0)
  const stop = Math.min(at, Math.max(0, lines.length - 1))
  const shownIndex = lines.findIndex(({ probe }) => probe.id === shown)
  const openAt = (target: EventTarget) => {
    const index = indexOf(target)
    const line = index === null ? undefined : lines[index]
    if (index === null || line === undefined) return
    setAt(index)
    onOpen(line.probe.id)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const cell = event.currentTarget.querySelector<HTMLElement>('[data-cell]')
    if (cell === null || event.altKey || event.ctrlKey) return
    // Rows wrap with the window, so a row's length is measured when it is needed.
    const perRow = Math.max(1, Math.floor(event.currentTarget.clientWidth / (cell.offsetWidth + 3)))
    const jumps: Readonly<Record<string, number>> = {
      ArrowRight: stop + 1,
      ArrowLeft: stop - 1,
      ArrowDown: stop + perRow,
      ArrowUp: stop - perRow,
      Home: 0,
      End: lines.length - 1,
    }
    const jump = jumps[event.key]
    if (jump === undefined) return
    event.preventDefault()
    const to = Math.min(lines.length - 1, Math.max(0, jump))
    setAt(to)
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${to}"]`)?.focus()
  }
  const blocks = Math.ceil(lines.length / blockSize)
  return (
    <div
      role="group"
      aria-label={text.verify.cells}
      className={styles['cells']}
      onKeyDown={onKeyDown}
      onClick={(event) => openAt(event.target)}
    >
      {Array.from({ length: blocks }, (_, block) => {
        const from = block * blockSize
        const part = lines.slice(from, from + blockSize)
        const within = (index: number) => (index >= from && index < from + blockSize ? index : -1)
        return (
          <Block
            key={from}
            from={from}
            letters={part.map(({ state }) => looks[state].letter).join('')}
            names={part.map(({ probe }) => probe.from).join('\n')}
            shown={within(shownIndex)}
            stop={within(stop)}
          />
        )
      })}
    </div>
  )
}

function indexOf(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null
  return cell === null ? null : Number(cell.dataset['cell'])
}

interface BlockProps {
  readonly from: number
  /** One letter a probe, so that two blocks compare as two strings. */
  readonly letters: string
  readonly names: string
  readonly shown: number
  readonly stop: number
}

const Block = memo(function Block({ from, letters, names, shown, stop }: BlockProps) {
  const addresses = names.split('\n')
  return [...letters].map((letter, offset) => {
    const index = from + offset
    const state = stateOfLetter.get(letter) ?? 'to-go'
    const { tone, shape } = looks[state]
    const name = text.verify.cell(addresses[offset] ?? '', text.verify.states[state])
    return (
      <button
        key={index}
        type="button"
        data-cell={index}
        data-tone={tone}
        className={styles['square']}
        aria-label={name}
        title={name}
        aria-current={index === shown ? 'true' : undefined}
        tabIndex={index === stop ? 0 : -1}
      >
        {state !== 'to-go' && <StateIcon tone={tone} shape={shape} />}
      </button>
    )
  })
})
