/** The one box: paste, type or drop. What is pasted or dropped is masked before it is shown. */
import { Button } from '@fluentui/react-components'
import { DocumentText20Regular, FolderOpen20Regular } from '@fluentui/react-icons'
import { useRef, useState, type ClipboardEvent, type DragEvent } from 'react'
import { largestText } from '../../../domain/diagnosis/largest-text.ts'
import { text } from '../../desk/words.ts'
import { NoteBox } from '../../kit/note-box.tsx'
import styles from './text-box.module.css'
import diagnoseParts from './diagnose.module.css'
import { largestShown, type Draft } from './draft.ts'
import { masked } from './mask.ts'
import { readText } from './read-file.ts'

interface TextBoxProps {
  readonly draft: Draft
  readonly onText: (text: string, name: string, masked: boolean) => void
}

const shownOfLarge = 3_000

export function TextBox({ draft, onText }: TextBoxProps) {
  const box = useRef<HTMLTextAreaElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  /** Counts what was put in: masking an older one is given up. */
  const newest = useRef(0)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [over, setOver] = useState(false)

  const take = async (raw: string, name: string, wasMasked: boolean) => {
    const mine = ++newest.current
    if (raw.length > largestText) {
      setProblem(text.diagnose.tooLarge(name))
      return
    }
    setProblem(null)
    setBusy(true)
    const safe = await masked(raw, () => newest.current !== mine)
    if (safe === null) return
    setBusy(false)
    onText(safe, name, wasMasked || safe !== raw)
  }
  const takeFile = async (file: File | undefined) => {
    if (file === undefined) return
    const read = await readText(file)
    if ('problem' in read) setProblem(read.problem)
    else await take(read.text, file.name, false)
  }
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const file = event.clipboardData.files[0]
    const pasted = event.clipboardData.getData('text/plain')
    event.preventDefault()
    if (pasted === '') {
      void takeFile(file)
      return
    }
    const { selectionStart: from, selectionEnd: to, value } = event.currentTarget
    void take(value.slice(0, from) + pasted + value.slice(to), text.diagnose.pasted, draft.masked)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file !== undefined) void takeFile(file)
    else {
      const dropped = event.dataTransfer.getData('text/plain')
      if (dropped !== '') void take(dropped, text.diagnose.pasted, false)
    }
  }
  const clear = () => {
    newest.current += 1
    setBusy(false)
    setProblem(null)
    onText('', '', false)
    box.current?.focus()
  }

  return (
    <div
      className={styles.box}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {draft.large === null ? (
        <textarea
          ref={box}
          className={styles.text}
          aria-label={text.diagnose.box}
          placeholder={text.diagnose.placeholder}
          value={draft.text}
          spellCheck={false}
          autoComplete="off"
          dir="auto"
          maxLength={largestShown}
          onPaste={paste}
          onChange={(event) => {
            newest.current += 1
            setBusy(false)
            onText(event.target.value, text.diagnose.pasted, draft.masked && event.target.value !== '')
          }}
        />
      ) : (
        <div className={styles.large}>
          <p className={styles.largeHead}>
            <DocumentText20Regular aria-hidden />
            {text.diagnose.large(
              draft.large.name,
              text.diagnose.size(draft.text.length),
              draft.large.lines.toLocaleString('en'),
            )}
          </p>
          <pre className={styles.largeText} tabIndex={0} aria-label={text.diagnose.box} dir="auto">
            {draft.text.slice(0, shownOfLarge)}
          </pre>
        </div>
      )}
      <div className={styles.tools}>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".eml,.log,.txt,.json,text/plain,message/rfc822,application/json"
          onChange={(event) => {
            void takeFile(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <Button size="small" icon={<FolderOpen20Regular />} onClick={() => chooser.current?.click()}>
          {text.diagnose.open}
        </Button>
        <span className={diagnoseParts.hint}>{text.diagnose.orDrop}</span>
        {(draft.text !== '' || busy) && (
          <Button size="small" appearance="subtle" onClick={clear}>
            {text.diagnose.clear}
          </Button>
        )}
      </div>
      <div role="status" className={styles.notes}>
        {busy && <p className={diagnoseParts.hint}>{text.diagnose.masking}</p>}
        {draft.masked && !busy && <NoteBox tone="info">{text.diagnose.masked}</NoteBox>}
        {problem !== null && <NoteBox tone="caution">{problem}</NoteBox>}
      </div>
    </div>
  )
}
