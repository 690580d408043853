/** All setups as cards: what each is about, how far it is, what comes next. */
import { Button } from '@fluentui/react-components'
import {
  Add20Regular,
  ArrowImport20Regular,
  DocumentCopy20Regular,
  MailReadBriefcase20Regular,
} from '@fluentui/react-icons'
import { useEffect } from 'react'
import { Page } from '../../pieces/page.tsx'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { MenuButton } from '../../kit/menu-button.tsx'
import { useAnswerInvitation } from './answer-invitation.tsx'
import { useSetupImport } from './import-setup.tsx'
import { SetupCard } from './setup-card.tsx'
import styles from './setups-page.module.css'

export function SetupsPage() {
  const { location, move } = useLocation()
  const { value: list, error } = useSnapshot('setup.list', null)
  const setups = list?.cards
  const importing = useSetupImport()
  const action = useAction()
  const answering = useAnswerInvitation()
  const { asked } = location
  const wanted = asked === 'import' || asked === 'invitation' ? asked : null
  const starts = { import: importing.start, invitation: answering.start }
  const start = wanted === null ? null : starts[wanted]
  useEffect(() => {
    if (start === null) return
    move({ type: 'asked' })
    start()
  }, [move, start])
  const fromTemplate = async () => {
    const reply = await action.run('template.open', null)
    if (reply.ok && reply.value !== null)
      move({ type: 'go', place: 'new-setup', template: reply.value, focus: true })
  }
  const create = (
    <div className={styles.begin}>
      <MenuButton
        label={text.transfer.moreNew}
        choices={[
          {
            key: 'import',
            label: text.transfer.import,
            icon: <ArrowImport20Regular />,
            onChoose: importing.start,
          },
          {
            key: 'template',
            label: text.transfer.fromTemplate,
            icon: <DocumentCopy20Regular />,
            onChoose: () => void fromTemplate(),
          },
          {
            key: 'invitation',
            label: text.invitations.answer,
            icon: <MailReadBriefcase20Regular />,
            onChoose: answering.start,
          },
        ]}
      />
      <Button
        appearance="primary"
        icon={<Add20Regular />}
        onClick={() => move({ type: 'go', place: 'new-setup', focus: true })}
      >
        {text.setups.new}
      </Button>
    </div>
  )
  const empty = list !== undefined && list.cards.length === 0 && list.damaged.length === 0
  // Where the buttons stand depends on the list: shown before it has come, they would move away under an open menu.
  const inHead = !empty && (setups !== undefined || error !== undefined)
  return (
    <Page title={text.frame.setups} {...(inHead ? { action: create } : {})}>
      {error !== undefined && <LoadError error={error} />}
      {[importing.action, action].map(
        (one, index) =>
          one.error !== null && <ErrorNote key={index} error={one.error} onDismiss={one.clear} />,
      )}
      {importing.dialog}
      {answering.dialog}
      {list?.damaged.map((name) => (
        <NoteBox key={name} tone="caution">
          {text.setups.damaged(name)}
        </NoteBox>
      ))}
      {empty && (
        <div className={styles.first}>
          <EmptyState title={text.setups.emptyTitle} action={create}>
            {text.setups.empty}
          </EmptyState>
          <p className={styles.invited}>
            {text.invitations.answerFirst}{' '}
            <Button size="small" onClick={answering.start}>
              {text.invitations.answer}
            </Button>
          </p>
          <section className={styles.before} aria-label={text.setups.before}>
            <dl>
              {text.setups.facts.map(({ title, text: said }) => (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>{said}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      )}
      {setups !== undefined && setups.length > 0 && (
        <ul className={styles.cards}>
          {setups.map((setup) => (
            <SetupCard key={setup.id} setup={setup} />
          ))}
        </ul>
      )}
    </Page>
  )
}
