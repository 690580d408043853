/** Paste or CSV with a live preview. Nothing is taken in before the person has seen every line that cannot be. */
import { Button, Checkbox, Field, Select, Textarea } from '@fluentui/react-components'
import { DocumentTable20Regular } from '@fluentui/react-icons'
import { useEffect, useId, useMemo, useState } from 'react'
import type { MailboxPreviewView } from '../../../contract/views.schema.ts'
import { ansiPages, type ListEncoding } from '../../../domain/mailbox/read-list.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { ConfirmActions, Dialog } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { ImportPreview } from './import-preview.tsx'
import { shownText } from './mailbox-state.ts'
import mailboxesParts from './mailboxes.module.css'

interface ImportDialogProps {
  readonly setup: string
  readonly onClose: () => void
}

/**
 * Chromium needs minutes to insert ten thousand pasted lines one by one into a text area, and no time at all to be
 * given the finished text. Short pastes are left to it, so that its undo knows them.
 */
const longPaste = 5_000

/** Long enough that typing does not ask main for every letter. */
const pauseMs = 200

export function ImportDialog({ setup, onClose }: ImportDialogProps) {
  const [pasted, setPasted] = useState('')
  const [preview, setPreview] = useState<{ readonly of: string; readonly view: MailboxPreviewView } | null>(
    null,
  )
  const [leaveOut, setLeaveOut] = useState(false)
  const reading = useAction()
  const opening = useAction()
  const importing = useAction()
  const [guessed, setGuessed] = useState<ListEncoding | null>(null)
  const { run } = reading
  useEffect(() => {
    if (pasted.trim() === '') return undefined
    let current = true
    const timer = window.setTimeout(() => {
      void run('mailbox.preview', { setup, text: pasted }).then((reply) => {
        if (current && reply.ok) setPreview({ of: pasted, view: reply.value })
      })
    }, pauseMs)
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  }, [run, setup, pasted])
  const area = useId()
  const box = useMemo(() => shownText(pasted), [pasted])
  const shown = pasted.trim() === '' ? null : (preview?.view ?? null)
  // Only what was previewed is taken in: not while a newer text still waits for its preview.
  const rows = shown !== null && preview?.of === pasted ? shown.rows : []
  const problems = shown?.problems.length ?? 0
  const ready = rows.length > 0 && (problems === 0 || leaveOut)
  /** `page`: what a person says the file chosen last is written in. */
  const openFile = async (page: ListEncoding | null) => {
    const reply = await opening.run('mailbox.readCsv', { encoding: page })
    if (!reply.ok || reply.value === null) return
    setPasted(reply.value.text)
    setLeaveOut(false)
    setGuessed(reply.value.guessed || page !== null ? reply.value.encoding : null)
  }
  const clear = () => {
    setPasted('')
    setLeaveOut(false)
    setGuessed(null)
    document.getElementById(area)?.focus()
  }
  const take = async () => {
    const reply = await importing.run('mailbox.import', {
      setup,
      rows: rows.map(({ address, kind, displayName, signInAs }) => ({
        address,
        kind,
        displayName,
        signInAs,
      })),
    })
    if (reply.ok) onClose()
  }
  return (
    <Dialog
      wide
      title={text.import.title}
      onClose={onClose}
      actions={
        <ConfirmActions
          label={text.import.take(rows.length)}
          disabled={!ready || importing.busy}
          onClose={onClose}
          onConfirm={() => void take()}
        />
      }
    >
      <Field
        label={text.import.paste}
        hint={box.more === 0 ? text.import.hint : text.import.beginning(box.more)}
      >
        <Textarea
          id={area}
          value={box.text}
          readOnly={box.more > 0}
          rows={6}
          resize="vertical"
          className={mailboxesParts.pasted}
          spellCheck={false}
          maxLength={2_000_000}
          placeholder={text.import.example}
          onChange={(_, data) => {
            setPasted(data.value)
            setLeaveOut(false)
          }}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text/plain')
            if (text.length < longPaste || box.more > 0) return
            event.preventDefault()
            const { value, selectionStart, selectionEnd } = event.currentTarget
            setPasted(value.slice(0, selectionStart) + text + value.slice(selectionEnd))
            setLeaveOut(false)
          }}
        />
      </Field>
      <div>
        <Button icon={<DocumentTable20Regular />} onClick={() => void openFile(null)}>
          {text.import.openFile}
        </Button>{' '}
        {box.more > 0 && <Button onClick={clear}>{text.import.clear}</Button>}
      </div>
      {opening.error !== null && <ErrorNote error={opening.error} onDismiss={opening.clear} />}
      {opening.error !== null && shown !== null && <p>{words.mailboxList.formerKept}</p>}
      {guessed !== null && shown !== null && (
        <>
          <p role="note">{words.mailboxList.guessed(guessed)}</p>
          <Field label={text.import.codePage}>
            <Select
              value={guessed}
              disabled={opening.busy}
              onChange={(_, { value }) => void openFile(ansiPages.find((page) => page === value) ?? null)}
            >
              {ansiPages.map((page) => (
                <option key={page} value={page}>
                  {words.mailboxList.encoding(page)}
                </option>
              ))}
            </Select>
          </Field>
        </>
      )}
      {reading.error !== null && <ErrorNote error={reading.error} />}
      <ImportPreview preview={shown} />
      {problems > 0 && rows.length > 0 && (
        <Checkbox
          label={text.import.leaveOut(problems)}
          checked={leaveOut}
          onChange={(_, data) => setLeaveOut(data.checked === true)}
        />
      )}
      {importing.error !== null && <ErrorNote error={importing.error} />}
    </Dialog>
  )
}
