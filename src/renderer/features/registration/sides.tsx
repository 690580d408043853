/** The values of one side of a setting: data letter by letter, everything else in words, and what is wrong with each. */
import { Fragment } from 'react'
import type { Mark, SideValue } from '../../../domain/entra/audit/sides.schema.ts'
import { daysUntil } from '../../../domain/expiry/days.ts'
import { text, words } from '../../desk/words.ts'
import { useNow } from '../../kit/surroundings.ts'
import { endTone } from '../../kit/tones.ts'
import { Address } from '../../kit/values.tsx'
import styles from './sides.module.css'

interface SideProps {
  readonly values: readonly SideValue[]
  /** In a list: each value in one line, without what only the detail tells. */
  readonly short?: boolean
}

export function Side({ values, short = false }: SideProps) {
  return (
    <span className={styles.side}>
      {values.map((value, index) => (
        <span key={`${index} ${JSON.stringify(value)}`} className={styles.value}>
          <Value value={value} short={short} />
          {'mark' in value && value.mark !== null && <MarkWord mark={value.mark} />}
        </span>
      ))}
    </span>
  )
}

function MarkWord({ mark }: { readonly mark: Mark }) {
  return (
    <>
      {' '}
      <span className={styles.mark} data-mark={mark}>
        {text.registration.marks[mark]}
      </span>
    </>
  )
}

function Value({ value, short }: { readonly value: SideValue; readonly short: boolean }) {
  const { registration } = text
  switch (value.kind) {
    case 'word':
      return registration.sideWords[value.word]
    case 'text':
      return (
        <span translate="no" dir="auto">
          {value.text}
        </span>
      )
    case 'id':
      return <Address>{value.id}</Address>
    case 'audience':
      return registration.audience(value.audience)
    case 'redirect':
      return (
        <>
          <Address>{value.uri}</Address>{' '}
          <span className={styles.quiet}>{words.entra.platforms[value.platform]}</span>
        </>
      )
    case 'permission':
      return (
        <>
          <Address>{value.value}</Address>{' '}
          <span className={styles.quiet}>
            {registration.types[value.type]}
            {value.some && <>, {registration.some}</>}
          </span>
        </>
      )
    case 'boxes':
      return registration.boxes(value.accessTokens, value.idTokens)
    case 'credential-kinds':
      return registration.kinds(value.kinds)
    case 'credential':
      return <Credential value={value} short={short} />
    case 'days':
      return registration.days(value.how, value.days)
  }
}

/** A whole bar is what Microsoft recommends at most. */
const wholeBarMs = 365 * 86_400_000

function Credential({
  value: { credential, name, endsAt },
  short,
}: {
  readonly value: Extract<SideValue, { kind: 'credential' }>
  readonly short: boolean
}) {
  const now = useNow(60_000)
  const kind = words.terms.credentialKinds[credential]
  if (endsAt === null)
    return (
      <>
        {kind} <Name>{name}</Name> <span className={styles.quiet}>{text.credentials.noEnd}</span>
      </>
    )
  const days = daysUntil(endsAt, new Date(now).toISOString())
  const left = Math.min(1, Math.max(0, (Date.parse(endsAt) - now) / wholeBarMs))
  const day = endsAt.slice(0, 10)
  return (
    <>
      {kind} <Name>{name}</Name>
      <span className={styles.end}>
        <span className={styles.track} aria-hidden>
          <span className={styles.bar} data-tone={endTone(days)} style={{ width: `${left * 100}%` }} />
        </span>
        <span className={styles.quiet}>
          {text.credentials.left(days)}
          {!short && (
            <Fragment>
              {' · '}
              <time dateTime={endsAt}>
                {days < 0 ? text.credentials.ended(day) : text.credentials.ends(day)}
              </time>
            </Fragment>
          )}
        </span>
      </span>
    </>
  )
}

function Name({ children }: { readonly children: string }) {
  return (
    <span translate="no" dir="auto">
      {children}
    </span>
  )
}
