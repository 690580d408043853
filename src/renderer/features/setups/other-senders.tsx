/** For whoever looks for a device or an old password in the list of products: what ends when, and where to look. */
import { Link } from '@fluentui/react-components'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import styles from './product-choice.module.css'
import newSetupParts from './new-setup.module.css'

export function OtherSenders() {
  const links = useAction()
  const { title, lead, entries } = text.otherSenders
  return (
    <details className={styles.others}>
      <summary>{title}</summary>
      <p className={newSetupParts.summary}>{lead}</p>
      <dl>
        {entries.map(({ who, what, page }) => (
          <div key={who}>
            <dt className={newSetupParts.name}>{who}</dt>
            <dd className={newSetupParts.summary}>
              {what}{' '}
              <Link as="button" inline onClick={() => void links.run('app.openLink', { url: page })}>
                {text.newSetup.readPage(who)}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
