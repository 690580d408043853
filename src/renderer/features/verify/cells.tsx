/**
 * A cell a probe. Only the rows in view exist, and a row is drawn again only when one of its probes changed, so that
 * thousands of them stay cheap. One tab stop; arrow keys move from cell to cell.
 */
import { memo, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { text } from '../../desk/words.ts'
import { StateIcon } from '../../kit/state-icon.tsx'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import type { ProbeLine } from './board-state.ts'
import { looks, stateOfLetter } from './probe-state.ts'
import styles from './cells.module.css'
import verifyParts from './verify.module.css'

interface CellsProps {
  readonly lines: readonly ProbeLine[]
  readonly shown: string | null
  readonly onOpen: (probe: string) => void
}

/** A cell and the room after it, to the right and below; the style sheet says the same. */
const pitch = 27
const room = 3

export function Cells({ lines, shown, onOpen }: CellsProps) {
  const area = useRef<HTMLDivElement>(null)
  const perRow = usePerRow(area)
  const [at, setAt] = useState(0)
  const stop = Math.min(at, Math.max(0, lines.length - 1))
  const shownIndex = lines.findIndex(({ probe }) => probe.id === shown)
  const moved = useRef(false)
  const stopRow = Math.floor(stop / perRow)
  const virtualizer = useVirtualizer({
    count: Math.ceil(lines.length / perRow),
    getScrollElement: () => area.current,
    estimateSize: () => pitch,
    overscan: 4,
    // The row of the tab stop always exists, also when it is scrolled out of sight.
    rangeExtractor: (range: Range) => {
      const seen = defaultRangeExtractor(range)
      return seen.includes(stopRow) || lines.length === 0 ? seen : [...seen, stopRow].sort((a, b) => a - b)
    },
  })
  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    area.current?.querySelector<HTMLElement>(`[data-cell="${stop}"]`)?.focus()
  }, [stop])
  const openAt = (target: EventTarget) => {
    const index = indexOf(target)
    const line = index === null ? undefined : lines[index]
    if (index === null || line === undefined) return
    setAt(index)
    onOpen(line.probe.id)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.ctrlKey) return
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
    moved.current = to !== stop
    setAt(to)
  }
  const name = useId()
  return (
    <>
      <h3 id={name} className={verifyParts.caption}>
        {text.verify.cells}
      </h3>
      <div
        ref={area}
        role="group"
        aria-labelledby={name}
        className={styles.cells}
        onKeyDown={onKeyDown}
        onClick={(event) => openAt(event.target)}
      >
        <div className={styles.cellRows} style={{ height: virtualizer.getTotalSize() - room }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const from = index * perRow
            const part = lines.slice(from, from + perRow)
            const within = (cell: number) => (cell >= from && cell < from + perRow ? cell : -1)
            return (
              <Row
                key={index}
                from={from}
                top={start}
                letters={part.map(({ state }) => looks[state].letter).join('')}
                names={part.map(({ probe }) => probe.from).join('\n')}
                shown={within(shownIndex)}
                stop={within(stop)}
              />
            )
          })}
        </div>
      </div>
    </>
  )
}

/** How many cells the width has room for. */
function usePerRow(area: { readonly current: HTMLElement | null }): number {
  const [perRow, setPerRow] = useState(20)
  useLayoutEffect(() => {
    const element = area.current
    if (element === null) return
    const measure = () => {
      const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(element)
      const width = element.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd)
      setPerRow(Math.max(1, Math.floor((width + room) / pitch)))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [area])
  return perRow
}

function indexOf(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null
  return cell === null ? null : Number(cell.dataset['cell'])
}

interface RowProps {
  readonly from: number
  readonly top: number
  /** One letter a probe, so that two rows compare as two strings. */
  readonly letters: string
  readonly names: string
  readonly shown: number
  readonly stop: number
}

const Row = memo(function Row({ from, top, letters, names, shown, stop }: RowProps) {
  const addresses = names.split('\n')
  return (
    <div className={styles.cellRow} style={{ transform: `translateY(${top}px)` }}>
      {[...letters].map((letter, offset) => {
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
            className={verifyParts.square}
            aria-label={name}
            title={name}
            aria-current={index === shown ? 'true' : undefined}
            tabIndex={index === stop ? 0 : -1}
          >
            {state !== 'to-go' && <StateIcon tone={tone} shape={shape} />}
          </button>
        )
      })}
    </div>
  )
})
