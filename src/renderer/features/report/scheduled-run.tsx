/** Makes the file with which Windows repeats the verification, and says how to register it. */
import { Button, Checkbox, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { weekdays, type Weekday } from '../../../domain/task-schedule/schedule.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { SavedButtons } from '../../pieces/saved-note.tsx'
import styles from './report.module.css'

export function ScheduledRun({ setup }: { readonly setup: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <h2>{text.report.task.title}</h2>
      <Button onClick={() => setOpen(true)}>{text.report.task.button}</Button>
      <p className={styles.hint}>{text.report.task.how}</p>
      {open && <TaskDialog setup={setup} onClose={() => setOpen(false)} />}
    </>
  )
}

function TaskDialog({ setup, onClose }: { readonly setup: string; readonly onClose: () => void }) {
  const action = useAction()
  const [at, setAt] = useState('06:00')
  const [days, setDays] = useState<readonly Weekday[]>(['mon'])
  const [saved, setSaved] = useState<{
    readonly command: string
    readonly reports: string
    readonly path: string
  } | null>(null)
  const ready = at !== '' && days.length > 0
  const save = async () => {
    if (!ready) return
    const reply = await action.run('task.save', { setup, at, days: [...days] })
    if (!reply.ok) return
    const { command, reports, path } = reply.value
    if (command !== null && reports !== null && path !== null) setSaved({ command, reports, path })
  }
  return (
    <Dialog
      title={text.report.task.title}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <>
          <Button type="submit" appearance="primary" disabledFocusable={action.busy || !ready}>
            {text.report.task.save}
          </Button>
          <Button onClick={onClose}>{text.support.close}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field
          label={text.report.task.at}
          {...(at === '' ? { validationMessage: text.report.task.chooseTime } : {})}
        >
          <Input type="time" value={at} onChange={(_, data) => setAt(data.value)} />
        </Field>
        <fieldset className={styles.days}>
          <legend>{text.report.task.days}</legend>
          {weekdays.map((day) => (
            <Checkbox
              key={day}
              label={text.report.task.dayNames[day]}
              checked={days.includes(day)}
              onChange={(_, data) =>
                setDays(weekdays.filter((one) => (one === day ? data.checked === true : days.includes(one))))
              }
            />
          ))}
        </fieldset>
        {days.length === 0 && <p role="alert">{text.report.task.chooseDay}</p>}
        <p>{text.report.task.reports}</p>
        <p>{text.report.task.keychain}</p>
        <div role="status">
          {saved !== null && (
            <>
              <p>
                <strong>{text.report.task.saved}</strong> {text.report.task.register}
              </p>
              <p>
                <SavedButtons path={saved.path} />
              </p>
              <p className={styles.command}>
                <Address>{saved.command}</Address>
                <CopyButton value={saved.command} what={text.report.task.command} />
              </p>
              <p>{text.report.task.or}</p>
              <p>
                {text.report.task.reportsIn} <Address>{saved.reports}</Address>
              </p>
            </>
          )}
        </div>
        {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      </div>
    </Dialog>
  )
}
