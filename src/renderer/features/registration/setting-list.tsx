/** Every setting in its group: wanted beside found. One tab stop; arrow keys move through it. */
import { useEffect, useRef } from 'react'
import { text, words } from '../../desk/words.ts'
import { arrowKeys } from '../../kit/choices.tsx'
import { byGroup, lookOf, saidOf, type SettingRow } from './setting-rows.ts'
import { SettingIcon, SettingWord } from './setting-state.tsx'
import { Side } from './sides.tsx'
import styles from './setting-list.module.css'

interface SettingListProps {
  readonly rows: readonly SettingRow[]
  readonly shown: string | undefined
  readonly onOpen: (setting: string) => void
}

export function SettingList({ rows, shown, onOpen }: SettingListProps) {
  const stop = rows.some(({ check }) => check.id === shown) ? shown : rows[0]?.check.id
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [shown])
  const { columns, groups, groupMatches } = text.registration
  return (
    <div ref={list} onKeyDown={arrowKeys}>
      <div className={styles.columns} aria-hidden>
        <span />
        <span>{columns.setting}</span>
        <span>{columns.wanted}</span>
        <span>{columns.found}</span>
      </div>
      {byGroup(rows).map(({ group, rows: own }) => {
        const said = saidOf(own)
        return (
          <section key={group} aria-labelledby={`settings-${group}`}>
            <div className={styles.group}>
              <h2 id={`settings-${group}`}>{groups[group]}</h2>
              <p>{said === '' ? groupMatches : said}</p>
            </div>
            <ul>
              {own.map((row) => (
                <li key={row.check.id}>
                  <SettingLine
                    row={row}
                    current={row.check.id === shown}
                    stop={row.check.id === stop}
                    onOpen={onOpen}
                  />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

interface SettingLineProps {
  readonly row: SettingRow
  readonly current: boolean
  readonly stop: boolean
  readonly onOpen: (setting: string) => void
}

function SettingLine({ row: { check, sides }, current, stop, onOpen }: SettingLineProps) {
  const look = lookOf(check)
  const { columns, unread } = text.registration
  return (
    <button
      type="button"
      className={styles.line}
      data-item
      data-look={look}
      tabIndex={stop ? 0 : -1}
      aria-current={current ? 'true' : undefined}
      onClick={() => onOpen(check.id)}
    >
      <SettingIcon look={look} />
      <span className={styles.title}>
        {words.entra.title(check)}
        <span className={styles.state}>
          <SettingWord look={look} />
        </span>
      </span>
      <span className={styles.wanted}>
        <span className={styles.label}>{columns.wanted}: </span>
        <Side values={sides.wanted} short />
      </span>
      <span className={styles.found}>
        <span className={styles.label}>{columns.found}: </span>
        {check.state === 'unknown' ? (
          unread(check.unread.why, check.unread.right)
        ) : (
          <Side values={sides.found} short />
        )}
      </span>
    </button>
  )
}
