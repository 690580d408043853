/** Every place of the product that needs the new credential: where it is, how to get it there, and who said that it is there. */
import { Button, Checkbox } from '@fluentui/react-components'
import { useState } from 'react'
import type { RolloverView } from '../../../contract/errand-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { CopySecret, useSecretCopy } from '../../pieces/copy-secret.tsx'
import { SavedNote } from '../../pieces/saved-note.tsx'
import { Path, Timestamp } from '../../kit/values.tsx'
import { ExportCertificate } from './export-certificate.tsx'
import { Quiet } from './stages.tsx'
import styles from './rollover-places.module.css'

interface RolloverPlacesProps {
  readonly view: SetupView
  readonly rollover: RolloverView
  /** Places can be ticked still. */
  readonly open: boolean
}

export function RolloverPlaces({ view, rollover, open }: RolloverPlacesProps) {
  const { enter } = text.rollover
  const { added, places } = rollover
  const action = useAction()
  const [said, setSaid] = useState<Said | null>(null)
  // What was just said counts at once; when main has answered, its word does.
  const current = said?.about === rollover ? said.entered : nothingSaid
  const tick = async (place: string, isEntered: boolean) => {
    setSaid({ about: rollover, entered: new Map([...current, [place, isEntered]]) })
    const reply = await action.run('rollover.enter', {
      setup: view.id,
      places: [place],
      entered: isEntered,
    })
    if (!reply.ok) setSaid(null)
  }
  const entered = places.filter((one) => one.entered !== null).length
  return (
    <>
      {places.length === 0 ? (
        <Quiet>{enter.none}</Quiet>
      ) : (
        <p role="status">{enter.count(entered, places.length)}</p>
      )}
      {open &&
        added !== null &&
        added.credential !== null &&
        (added.kind === 'secret' ? (
          <SecretToEnter setup={view.id} credential={added.credential.id} />
        ) : (
          <CertificateToEnter setup={view.id} credential={added.credential.id} />
        ))}
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      <ul className={styles.places}>
        {places.map(({ place, screen, menu, field, each, entered: told }) => (
          <li key={place}>
            <Checkbox
              aria-label={enter.tick(field, screen)}
              checked={current.get(place) ?? told !== null}
              disabled={!open}
              onChange={(_, data) => void tick(place, data.checked === true)}
            />
            <div className={styles.place}>
              <span dir="auto">
                {screen} › {field}
                {each !== null && <span className={styles.quiet}> {enter.each(each)}</span>}
              </span>
              <Path parts={[...menu, field]} />
              {told !== null && (
                <span className={styles.quiet}>
                  {enter.by(told.who)} <Timestamp iso={told.at} />
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

interface Said {
  /** Where it stood when it was said: a newer one knows it already. */
  readonly about: RolloverView
  readonly entered: ReadonlyMap<string, boolean>
}

const nothingSaid: ReadonlyMap<string, boolean> = new Map()

interface ToEnterProps {
  readonly setup: string
  readonly credential: string
}

/** The clipboard gets the newest secret of this PC: where that is another one, nothing is copied here. */
function SecretToEnter({ setup, credential }: ToEnterProps) {
  const { enter } = text.rollover
  const copying = useSecretCopy(setup)
  const sheet = useSnapshot('fieldSheet.get', { setup }).value
  const kept = useSnapshot('credential.list', { setup }).value
  if (sheet === undefined || kept === undefined) return null
  const newest = kept.credentials.find(({ kind }) => kind === 'secret')
  if (newest !== undefined && newest.id !== credential)
    return (
      <NoteBox tone="caution">
        <p>{enter.newer}</p>
      </NoteBox>
    )
  return (
    <>
      <Quiet>{enter.copy}</Quiet>
      <CopySecret secret={sheet.secret} copying={copying} />
    </>
  )
}

function CertificateToEnter({ setup, credential }: ToEnterProps) {
  const { enter } = text.rollover
  const [asking, setAsking] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  return (
    <>
      <Quiet>{enter.files}</Quiet>
      <Button onClick={() => setAsking(true)}>{enter.export}</Button>
      {saved !== null && <SavedNote path={saved} />}
      {asking && (
        <ExportCertificate
          setup={setup}
          credential={credential}
          onSaved={(path) => {
            setAsking(false)
            setSaved(path)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
