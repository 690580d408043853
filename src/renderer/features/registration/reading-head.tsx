/** What the last reading came to, who read it with which rights, and what can be done now. */
import { Button } from '@fluentui/react-components'
import { CloudOff16Regular, Warning16Filled } from '@fluentui/react-icons'
import type { ReactNode, RefObject } from 'react'
import type { ReadingView } from '../../../contract/registration-views.schema.ts'
import { text } from '../../desk/words.ts'
import { Address, Timestamp } from '../../kit/values.tsx'
import { lookOf, saidOf } from './setting-rows.ts'
import { SettingIcon } from './setting-state.tsx'
import styles from './reading-head.module.css'

interface ReadingHeadProps {
  readonly reading: ReadingView
  readonly offline: boolean
  /** Something was changed in the tenant after this reading. */
  readonly outdated: boolean
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly children: ReactNode
}

export function ReadingHead({ reading, offline, outdated, heading, children }: ReadingHeadProps) {
  const { registration } = text
  const { at, readBy, rows, clean } = reading
  const matters = rows.filter(({ check }) => check.severity !== 'note')
  const look = matters.some(({ check }) => lookOf(check) === 'error')
    ? 'error'
    : clean
      ? 'ok'
      : matters.some(({ check }) => lookOf(check) === 'warning')
        ? 'warning'
        : 'unknown'
  return (
    <section className={styles.head} aria-label={registration.label} data-look={look}>
      <div className={styles.words}>
        <h2 className={styles.title} ref={heading} tabIndex={-1}>
          <SettingIcon look={look} />
          {headline(reading)}
        </h2>
        <p className={styles.line}>
          {registration.readBy} <Address>{readBy.who}</Address>, <Timestamp iso={at} />,{' '}
          {registration.through(readBy.door)}. {registration.dropped}
        </p>
        <details className={styles.rights}>
          <summary>{registration.rights(readBy.rights.length)}</summary>
          <ul>
            {readBy.rights.map((right) => (
              <li key={right}>
                <Address>{right}</Address>
              </li>
            ))}
          </ul>
        </details>
        {offline && (
          <p className={styles.notice}>
            <CloudOff16Regular aria-hidden />
            {registration.offline}
          </p>
        )}
        {outdated && (
          <p className={styles.notice}>
            <Warning16Filled aria-hidden />
            {registration.changedSince}
          </p>
        )}
      </div>
      <div className={styles.buttons}>{children}</div>
    </section>
  )
}

/** What the reading came to, in one line. */
export function headline({ rows, clean }: ReadingView): string {
  const { matches } = text.registration
  const said = saidOf(rows)
  return !clean ? said : said === '' ? matches : `${matches} · ${said}`
}

/** The one button of the head that matters now, and those beside it. */
export function HeadButton({
  primary = false,
  disabled,
  onClick,
  children,
}: {
  readonly primary?: boolean
  readonly disabled: boolean
  readonly onClick: () => void
  readonly children: string
}) {
  return (
    <Button
      size="small"
      appearance={primary ? 'primary' : 'secondary'}
      disabledFocusable={disabled}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}
