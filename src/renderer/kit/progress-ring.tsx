/** How much of a setup is done, as a ring with the numbers beside it in words. */
import { text } from '../desk/words.ts'
import styles from './progress-ring.module.css'

export function ProgressRing({
  done,
  total,
  size = 44,
}: {
  readonly done: number
  readonly total: number
  readonly size?: number
}) {
  const radius = 17
  const around = 2 * Math.PI * radius
  const share = total === 0 ? 0 : Math.min(1, done / total)
  return (
    <svg
      className={styles.ring}
      width={size}
      height={size}
      viewBox="0 0 40 40"
      role="img"
      aria-label={text.steps(done, total)}
    >
      <circle className={styles.track} cx="20" cy="20" r={radius} />
      {share > 0 && (
        <circle
          className={share === 1 ? styles.full : styles.part}
          cx="20"
          cy="20"
          r={radius}
          strokeDasharray={`${share * around} ${around}`}
          transform="rotate(-90 20 20)"
        />
      )}
      <text className={styles.number} x="20" y="24" textAnchor="middle">
        {total === 0 ? '–' : `${Math.floor(share * 100)}%`}
      </text>
    </svg>
  )
}
