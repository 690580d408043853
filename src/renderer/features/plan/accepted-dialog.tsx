/** What an answer to a hand-over has changed. */
import type { AcceptedView } from '../../../contract/views.schema.ts'
import { text } from '../../desk/words.ts'
import { CloseButton } from '../../kit/close-button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import stepRecordParts from './step-record.module.css'
import styles from './accepted-dialog.module.css'
import shareParts from './share.module.css'

interface AcceptedDialogProps {
  readonly accepted: AcceptedView
  readonly onClose: () => void
}

export function AcceptedDialog({ accepted, onClose }: AcceptedDialogProps) {
  const words = text.transfer.accepted
  const { who, ids, steps } = accepted
  return (
    <Dialog
      title={who === '' ? words.titleNobody : words.title(who)}
      onClose={onClose}
      actions={<CloseButton onClose={onClose} />}
    >
      {ids.length === 0 && steps.length === 0 && <p>{words.nothing}</p>}
      {ids.map((id) => (
        <p key={id}>{words.ids[id]}</p>
      ))}
      {steps.length > 0 && (
        <>
          <h3 className={shareParts.heading}>{words.steps}</h3>
          <ul className={styles.moved}>
            {steps.map((step) => (
              <li key={step.step}>
                {step.title}{' '}
                {step.from !== step.to && (
                  <span className={styles.change}>
                    {text.plan.change(text.states[step.from], text.states[step.to])}
                  </span>
                )}
                {step.note !== null && <span className={stepRecordParts.note}>{step.note}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
