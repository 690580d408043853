/** Name and mark of the product. */
import { text } from '../desk/words.ts'
import styles from './brand.module.css'

export function Brand() {
  return (
    <p className={styles.brand}>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden>
        <rect width="22" height="22" rx="5" fill="var(--colorBrandBackground)" />
        <path
          d="M5 7.2h12v7.6H5z M5 7.4l6 4.4 6-4.4"
          fill="none"
          stroke="var(--colorNeutralForegroundOnBrand)"
          strokeWidth="1.4"
        />
      </svg>
      {text.product}
    </p>
  )
}
