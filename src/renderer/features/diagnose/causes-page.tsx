/** The help about causes: search and list, or the page of one. Nothing of it needs a network. */
import { Button, Input } from '@fluentui/react-components'
import { ArrowLeft20Regular, Search20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { CauseLine } from '../../../domain/diagnosis/cause-page.schema.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { Page } from '../../pieces/page.tsx'
import { CauseArticle } from './cause-article.tsx'
import { bySurface, causesFor } from './cause-list.ts'
import styles from './causes-page.module.css'

export function CausesPage({ tag }: { readonly tag: string | null }) {
  const { move } = useLocation()
  /** Stays while a cause is read, so that the way back leads to the same list. */
  const [words, setWords] = useState('')
  const list = useSnapshot('diagnose.causes', null)
  const page = useSnapshot('diagnose.cause', { tag: tag ?? '' }, tag !== null)
  const cause = tag === null ? undefined : page.value
  const title = tag === null ? text.causes.title : (cause?.title ?? text.causes.title)
  return (
    <Page
      title={title}
      {...(tag === null
        ? {}
        : {
            action: (
              <Button
                icon={<ArrowLeft20Regular />}
                onClick={() => move({ type: 'cause', tag: null, focus: true })}
              >
                {text.causes.backToList}
              </Button>
            ),
          })}
    >
      {tag === null ? (
        <>
          {list.error !== undefined && <LoadError error={list.error} />}
          {list.value !== undefined && <CauseList lines={list.value} words={words} onWords={setWords} />}
        </>
      ) : (
        <>
          {page.error !== undefined && <LoadError error={page.error} />}
          {cause !== undefined && <CauseArticle key={cause.tag} cause={cause} />}
        </>
      )}
    </Page>
  )
}

interface CauseListProps {
  readonly lines: readonly CauseLine[]
  readonly words: string
  readonly onWords: (words: string) => void
}

function CauseList({ lines, words, onWords }: CauseListProps) {
  const { move } = useLocation()
  const found = causesFor(lines, words)
  const searching = words.trim() !== ''
  return (
    <>
      <p className={styles.lead}>{text.causes.lead(lines.length)}</p>
      <div className={styles.search}>
        <Input
          type="search"
          aria-label={text.causes.search}
          placeholder={text.causes.searchHint}
          contentBefore={<Search20Regular aria-hidden />}
          value={words}
          maxLength={200}
          autoComplete="off"
          onChange={(_, data) => onWords(data.value)}
        />
        <span className={styles.count} role="status">
          {searching ? text.causes.found(found.length, lines.length) : ''}
        </span>
      </div>
      {searching && found.length === 0 && (
        <EmptyState
          title={text.causes.none}
          action={
            <Button onClick={() => move({ type: 'go', place: 'diagnose', focus: true })}>
              {text.causes.toDiagnose}
            </Button>
          }
        >
          {text.causes.noneHint}
        </EmptyState>
      )}
      {searching
        ? found.length > 0 && <CauseLinks lines={found} label={text.causes.title} />
        : bySurface(lines).map(({ surface, lines: own }) => (
            <section key={surface} className={styles.group} aria-labelledby={`causes-${surface}`}>
              <h2 id={`causes-${surface}`} className={styles.groupTitle}>
                {text.diagnose.surfaces[surface]}
              </h2>
              <CauseLinks lines={own} label={text.diagnose.surfaces[surface]} />
            </section>
          ))}
    </>
  )
}

function CauseLinks({ lines, label }: { readonly lines: readonly CauseLine[]; readonly label: string }) {
  const { move } = useLocation()
  return (
    <ul className={styles.causes} aria-label={label}>
      {lines.map(({ tag, title }) => (
        <li key={tag}>
          <button
            type="button"
            className={styles.cause}
            onClick={() => move({ type: 'cause', tag, focus: true })}
          >
            <span>{title}</span>
            <code className={styles.tag}>{tag}</code>
          </button>
        </li>
      ))}
    </ul>
  )
}
