/** The page of one cause: what it means, what gives it away, who fixes it, and what it is often taken for. */
import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { CausePage } from '../../../domain/diagnosis/cause-page.schema.ts'
import { useAction } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { LinkList, RemedyBox } from '../../kit/causes.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import styles from './cause-article.module.css'

export function CauseArticle({ cause }: { readonly cause: CausePage }) {
  const links = useAction()
  const { signs } = cause
  return (
    <article className={styles.article}>
      <Part title={text.causes.means}>
        <p>{cause.explanation}</p>
        <p className={styles.small}>
          {text.causes.tag} <code>{cause.tag}</code>
        </p>
      </Part>
      <Part title={text.causes.recognise}>
        {signs.seen && <p>{text.causes.seenHere}</p>}
        <dl className={styles.signs}>
          {signs.codes.length > 0 && <Sign name={text.causes.codes} values={signs.codes} code />}
          {signs.sentences.length > 0 && <Sign name={text.causes.sentences} values={signs.sentences} code />}
          {signs.speakers.length > 0 && <Sign name={text.causes.speakers} values={signs.speakers} />}
          <Sign
            name={text.causes.seen}
            values={cause.surfaces.map((surface) => text.diagnose.surfaces[surface])}
          />
          {cause.ask !== undefined && <Sign name={text.causes.decides} values={[cause.ask]} plain />}
        </dl>
      </Part>
      <Part title={text.causes.fix}>
        {cause.remedies.map(({ only, signIn, ...remedy }) => {
          const limit = limitOf(only, signIn)
          return (
            <RemedyBox
              key={`${limit ?? ''} ${remedy.text}`}
              remedy={remedy}
              {...(limit === undefined ? {} : { only: limit })}
            />
          )
        })}
      </Part>
      <Part title={text.causes.neighbours}>
        <ul className={styles.neighbours}>
          {cause.neighbours.map((other) => (
            <Neighbour key={other.tag} {...other} />
          ))}
        </ul>
      </Part>
      <Part title={text.causes.products}>
        {cause.products === 'all' ? (
          <p>{text.causes.allProducts}</p>
        ) : (
          <ul className={styles.values}>
            {cause.products.map((product) => (
              <li key={product}>{product}</li>
            ))}
          </ul>
        )}
      </Part>
      <Part title={text.causes.more}>
        <LinkList links={cause.links} onOpenLink={(url) => void links.run('app.openLink', { url })} />
        {links.error !== null && <ErrorNote error={links.error} onDismiss={links.clear} />}
      </Part>
    </article>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2 className={styles.partTitle}>{title}</h2>
      {children}
    </section>
  )
}

interface SignProps {
  readonly name: string
  readonly values: readonly string[]
  /** Words of a machine. */
  readonly code?: boolean
  /** One sentence. */
  readonly plain?: boolean
}

function Sign({ name, values, code = false, plain = false }: SignProps) {
  return (
    <div className={styles.sign}>
      <dt>{name}</dt>
      <dd>
        {plain ? (
          values.join(' ')
        ) : (
          <ul className={styles.values}>
            {values.map((value) => (
              <li key={value}>{code ? <code>{value}</code> : value}</li>
            ))}
          </ul>
        )}
      </dd>
    </div>
  )
}

function limitOf(
  only: CausePage['remedies'][number]['only'],
  signIn: CausePage['remedies'][number]['signIn'],
): string | undefined {
  const parts = [
    ...(only === undefined
      ? []
      : [text.causes.onlyFor(only.map((one) => text.causes.protocols[one]).join(', '))]),
    ...(signIn === undefined ? [] : [text.causes.signIns[signIn]]),
  ]
  return parts.length === 0 ? undefined : parts.join(' · ')
}

function Neighbour({ tag, title, ask }: CausePage['neighbours'][number]) {
  const { move } = useLocation()
  return (
    <li>
      <Button appearance="transparent" size="small" onClick={() => move({ type: 'cause', tag, focus: true })}>
        {title}
      </Button>
      {ask !== undefined && <p className={styles.small}>{text.causes.tellsApart(ask)}</p>}
    </li>
  )
}
