/** The frame of a detail pane: where it belongs, its title, its body, and what can be done in a bar at its foot. */
import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react'
import styles from './detail.module.css'

interface DetailProps {
  readonly over: ReactNode
  readonly title: string
  readonly children: ReactNode
  /** Stays in sight however long the body is. */
  readonly foot?: ReactNode
  /** Takes the focus when somebody is led here. */
  readonly heading?: RefObject<HTMLHeadingElement | null>
}

export function Detail({ over, title, children, foot, heading }: DetailProps) {
  const article = useRef<HTMLElement>(null)
  // Another thing opened in the same pane is read from its beginning.
  useLayoutEffect(() => {
    article.current?.parentElement?.scrollTo({ top: 0 })
  }, [])
  return (
    <article ref={article} className={styles.article}>
      <header className={styles.head}>
        <p className={styles.over}>{over}</p>
        <h2
          className={styles.title}
          dir="auto"
          {...(heading === undefined ? {} : { ref: heading, tabIndex: -1 })}
        >
          {title}
        </h2>
      </header>
      <div className={styles.body}>{children}</div>
      {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
    </article>
  )
}

export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{title}</h3>
      {children}
    </section>
  )
}

/** Names beside their values, a `div` with `dt` and `dd` each. */
export function FactList({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>
}

export function Buttons({ children }: { readonly children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>
}
