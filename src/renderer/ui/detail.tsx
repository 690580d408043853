/** The frame of a detail pane: where it belongs, its title, its body. */
import type { ReactNode } from 'react'
import styles from './detail.module.css'

interface DetailProps {
  readonly over: ReactNode
  readonly title: string
  readonly children: ReactNode
}

export function Detail({ over, title, children }: DetailProps) {
  return (
    <article className={styles['detail']}>
      <header className={styles['head']}>
        <p className={styles['over']}>{over}</p>
        <h2 className={styles['title']} dir="auto">
          {title}
        </h2>
      </header>
      <div className={styles['body']}>{children}</div>
    </article>
  )
}

export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles['part']}>
      <h3 className={styles['partTitle']}>{title}</h3>
      {children}
    </section>
  )
}

export function Buttons({ children }: { readonly children: ReactNode }) {
  return <div className={styles['buttons']}>{children}</div>
}
