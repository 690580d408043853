/** What taking a setup file in has changed: moves of both sides, gaps filled, and what was left as it is here. */
import { Button } from '@fluentui/react-components'
import { Warning16Filled } from '@fluentui/react-icons'
import type { ImportedView } from '../../../contract/transfer-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import styles from './imported-dialog.module.css'

interface ImportedDialogProps {
  readonly imported: ImportedView
  readonly onClose: () => void
}

export function ImportedDialog({ imported, onClose }: ImportedDialogProps) {
  const { move } = useLocation()
  /** Knows the words of steps and questions; until it has answered their ids stand for them. */
  const setup = useSnapshot('setup.get', { setup: imported.id }).value
  const words = text.transfer.imports
  const { name, created, steps, mailboxes, runs, attachments, filled, differences } = imported
  const added = words.added(mailboxes, runs, attachments)
  const nothing = steps.length === 0 && added === '' && filled.length === 0 && differences.length === 0
  const open = () => {
    onClose()
    move({ type: 'setup', setup: imported.id, page: 'plan', focus: true })
  }
  return (
    <Dialog
      title={created ? words.created(name) : words.joined(name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.transfer.close}</Button>
          <Button appearance="primary" onClick={open}>
            {words.open}
          </Button>
        </>
      }
    >
      {nothing && <p>{words.nothing}</p>}
      {steps.length > 0 && (
        <section>
          <h3 className={styles.heading}>{words.steps(steps.length)}</h3>
          <ul className={styles.steps}>
            {steps.map((step) => (
              <li key={step.step}>
                <span>{titleOf(step.step, setup)}</span>
                <span className={styles.change}>
                  {step.from === step.to
                    ? text.states[step.to]
                    : text.plan.change(text.states[step.from], text.states[step.to])}
                  {' · '}
                  {words.moves(step.moves)}
                </span>
                {step.both && (
                  <span className={styles.both}>
                    <Warning16Filled aria-hidden />
                    {words.both}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {added !== '' && <p>{words.alsoAdded(added)}</p>}
      {filled.length > 0 && <p>{words.filled(filled.map((fact) => factName(fact, setup)).join(', '))}</p>}
      {differences.length > 0 && (
        <section>
          <h3 className={styles.heading}>{words.differences}</h3>
          <p>{words.differs}</p>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{words.columns.what}</th>
                  <th scope="col">{words.columns.here}</th>
                  <th scope="col">{words.columns.file}</th>
                </tr>
              </thead>
              <tbody>
                {differences.map(({ what, here, file }) => (
                  <tr key={what}>
                    <th scope="row">{factName(what, setup)}</th>
                    <td>
                      <Address>{here}</Address>
                    </td>
                    <td>
                      <Address>{file}</Address>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </Dialog>
  )
}

const titleOf = (step: string, setup: SetupView | undefined) =>
  setup?.checklist.steps.find(({ id }) => id === step)?.title ?? step

/** Main names facts as the setup has them: “tenantId”, “answer hostname”. */
function factName(fact: string, setup: SetupView | undefined): string {
  const known = text.transfer.imports.facts[fact]
  if (known !== undefined) return known
  const question = setup?.recipe.questions.find(({ id }) => fact === `answer ${id}`)
  return question === undefined ? fact : text.transfer.imports.answer(question.label)
}
