/** A file from somebody else: chosen in a dialog of the system, or dropped here. */
import { Button } from '@fluentui/react-components'
import { FolderOpen20Regular } from '@fluentui/react-icons'
import { useState, type DragEvent } from 'react'
import { text } from '../desk/words.ts'
import { NoteBox } from '../kit/note-box.tsx'
import styles from './file-box.module.css'

interface FileBoxProps {
  readonly busy: boolean
  readonly onChoose: () => void
  readonly onText: (text: string) => void
}

/** As main takes it. */
const largest = 1_000_000

export function FileBox({ busy, onChoose, onText }: FileBoxProps) {
  const say = text.invitations
  const [over, setOver] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const take = async (file: File | undefined) => {
    setProblem(null)
    if (file === undefined || busy) return
    if (file.size > largest) return setProblem(say.tooLarge(file.name))
    try {
      onText(await file.text())
    } catch {
      setProblem(say.notText(file.name))
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <div
      className={styles.box}
      role="group"
      aria-label={say.fileLabel}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Button icon={<FolderOpen20Regular />} disabledFocusable={busy} onClick={onChoose}>
        {say.choose}
      </Button>
      <span className={styles.hint}>{say.orDrop}</span>
      {problem !== null && (
        <div role="alert" className={styles.problem}>
          <NoteBox tone="caution">{problem}</NoteBox>
        </div>
      )}
    </div>
  )
}
