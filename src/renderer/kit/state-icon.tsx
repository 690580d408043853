/** A state as a round icon in its tone. Decorative: the word stands beside it. */
import {
  ArrowCircleUpRight20Filled,
  CheckmarkCircle20Filled,
  Circle20Regular,
  CircleHalfFill20Filled,
  CircleOff20Regular,
  Clock20Filled,
  ErrorCircle20Filled,
} from '@fluentui/react-icons'
import styles from './state-icon.module.css'
import type { StateShape, Tone } from './tones.ts'

const icons = {
  good: CheckmarkCircle20Filled,
  bad: ErrorCircle20Filled,
  wait: Clock20Filled,
  busy: CircleHalfFill20Filled,
  todo: Circle20Regular,
  off: CircleOff20Regular,
  way: ArrowCircleUpRight20Filled,
} as const satisfies Record<StateShape, unknown>

export function StateIcon({ tone, shape }: { readonly tone: Tone; readonly shape?: StateShape }) {
  const Icon = icons[shape ?? tone]
  return <Icon className={styles[tone]} aria-hidden />
}

/** Icon and word in one line, as used in tables and lists; `whole` for a sentence, which goes on in the next line. */
export function StateWord({
  tone,
  shape,
  whole = false,
  children,
}: {
  readonly tone: Tone
  readonly shape?: StateShape
  readonly whole?: boolean
  readonly children: string
}) {
  return (
    <span className={whole ? `${styles.word} ${styles.whole}` : styles.word}>
      <StateIcon tone={tone} {...(shape === undefined ? {} : { shape })} />
      <span className={`${styles.label} ${styles[tone]}`}>{children}</span>
    </span>
  )
}
