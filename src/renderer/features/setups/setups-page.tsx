/** All setups as cards: what each is about, how far it is, what comes next. */
import { Button } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons'
import { Page } from '../../app/page.tsx'
import { useSnapshot } from '../../app/use-desktop.ts'
import { useLocation } from '../../app/use-location.ts'
import { text } from '../../text/en.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SetupCard } from './setup-card.tsx'
import styles from './setups.module.css'

export function SetupsPage() {
  const { move } = useLocation()
  const { value: setups, error } = useSnapshot('setup.list', null)
  const create = (
    <Button
      appearance="primary"
      icon={<Add20Regular />}
      onClick={() => move({ type: 'go', place: 'new-setup', focus: true })}
    >
      {text.setups.new}
    </Button>
  )
  const empty = setups !== undefined && setups.length === 0
  return (
    <Page title={text.frame.setups} {...(empty ? {} : { action: create })}>
      {error !== undefined && <ErrorNote error={error} />}
      {empty && (
        <div className={styles['first']}>
          <EmptyState title={text.setups.emptyTitle} action={create}>
            {text.setups.empty}
          </EmptyState>
        </div>
      )}
      {setups !== undefined && setups.length > 0 && (
        <ul className={styles['cards']}>
          {setups.map((setup) => (
            <SetupCard key={setup.id} setup={setup} />
          ))}
        </ul>
      )}
    </Page>
  )
}
