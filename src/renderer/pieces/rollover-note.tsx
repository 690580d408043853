/** A credential that is being replaced: how far it has come, and the way back to it, wherever the registration is looked at. */
import { Button } from '@fluentui/react-components'
import { text } from '../desk/words.ts'
import { useSnapshot } from '../data/use-desktop.ts'
import { useLocation } from '../data/use-location.ts'
import { NoteBox } from '../kit/note-box.tsx'
import styles from './rollover-note.module.css'

export function RolloverNote({ setup }: { readonly setup: string }) {
  const { move } = useLocation()
  const { value } = useSnapshot('rollover.get', { setup })
  if (value === undefined || value.stage === 'none' || value.stage === 'done') return null
  const { underWay } = text.rollover
  const left = value.places.filter(({ entered }) => entered === null).length
  return (
    <NoteBox tone="info">
      <div className={styles.line}>
        <p>{value.stage === 'enter' ? underWay.enter(left) : underWay[value.stage]}</p>
        <Button
          size="small"
          onClick={() =>
            move({
              type: 'setup',
              setup,
              page: 'registration',
              open: { errand: 'rollover' },
              focus: true,
            })
          }
        >
          {underWay.resume}
        </Button>
      </div>
    </NoteBox>
  )
}
