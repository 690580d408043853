/** Consent on Microsoft's page: at this PC, or by a link for somebody else and the answer they send back. */
import { Button, Checkbox, Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components'
import { useState, type ReactNode } from 'react'
import type { ConsentedView, ConsentOfferView } from '../../contract/consent-calls.schema.ts'
import { kindOf } from '../../domain/problem/app-error.ts'
import { useAction, useAgain, useSnapshot } from '../data/use-desktop.ts'
import { text, words } from '../desk/words.ts'
import { CopyButton } from '../kit/copy-button.tsx'
import { CloseButton, Dialog, SubmitActions } from '../kit/dialog.tsx'
import { ErrorNote } from '../kit/error-note.tsx'
import { NoteBox } from '../kit/note-box.tsx'
import { StateIcon } from '../kit/state-icon.tsx'
import { LoadError } from './load-error.tsx'
import styles from './sign-in-dialog.module.css'

interface ConsentDialogProps {
  readonly setup: string
  readonly practice: boolean
  readonly onClose: () => void
}

type Stage =
  | { readonly at: 'choosing' }
  | { readonly at: 'waiting' }
  | { readonly at: 'link'; readonly address: string; readonly letter: string }
  | { readonly at: 'done'; readonly consented: ConsentedView }

const ways = ['here', 'link', 'answer'] as const
type Way = (typeof ways)[number]

export function ConsentDialog({ setup, practice, onClose }: ConsentDialogProps) {
  const say = text.consent
  const offer = useSnapshot('consent.get', { setup })
  const [stage, setStage] = useState<Stage>({ at: 'choosing' })
  const action = useAction()
  const stopping = useAction()
  /** Whether a link is open has changed. */
  const again = useAgain()
  const stop = () => void stopping.run('consent.stop', { setup })
  const close = () => {
    if (stage.at === 'waiting') stop()
    onClose()
  }
  const request = async (byAddress: boolean) => {
    setStage({ at: 'waiting' })
    const reply = await action.run('consent.request', { setup, byAddress, browser: !practice })
    setStage(reply.ok ? { at: 'done', consented: reply.value } : { at: 'choosing' })
  }
  const link = async (byAddress: boolean) => {
    const reply = await action.run('consent.link', { setup, byAddress })
    if (!reply.ok) return
    again()
    setStage({ at: 'link', ...reply.value })
  }
  const answered = async (given: string) => {
    const reply = await action.run('consent.answered', { setup, text: given })
    if (!reply.ok) return
    again()
    setStage({ at: 'done', consented: reply.value })
  }
  const error = action.error !== null && kindOf(action.error) !== 'sign-in-cancelled' ? action.error : null
  if (stage.at === 'choosing')
    return offer.value === undefined ? (
      <Dialog title={say.title} onClose={close} actions={<CloseButton onClose={close} />}>
        {offer.error !== undefined && <LoadError error={offer.error} />}
      </Dialog>
    ) : (
      <Choosing
        offer={offer.value}
        busy={action.busy}
        error={error === null ? null : <ErrorNote error={error} onDismiss={action.clear} />}
        onHere={(byAddress) => void request(byAddress)}
        onLink={(byAddress) => void link(byAddress)}
        onAnswer={(given) => void answered(given)}
        onClose={close}
      />
    )
  if (stage.at === 'waiting')
    return (
      <Dialog title={say.title} onClose={close} actions={<Button onClick={stop}>{say.cancel}</Button>}>
        <p role="status">
          <StateIcon tone="busy" /> {say.waiting}
        </p>
      </Dialog>
    )
  if (stage.at === 'link')
    return (
      <Dialog
        wide
        title={say.link}
        onClose={close}
        actions={
          <>
            <Button onClick={() => setStage({ at: 'choosing' })}>{say.back}</Button>
            <CloseButton onClose={close} />
          </>
        }
      >
        <p>{say.copyHint}</p>
        <div className={styles.script}>
          <pre tabIndex={0} aria-label={say.letter}>
            {stage.letter}
          </pre>
        </div>
        <div>
          <CopyButton value={stage.letter} what={say.letterName} />{' '}
          <CopyButton value={stage.address} what={say.linkName} />
        </div>
      </Dialog>
    )
  const { tenantId, scopes, moved } = stage.consented
  return (
    <Dialog title={say.title} onClose={close} actions={<CloseButton onClose={close} />}>
      <NoteBox tone="good">
        <p role="status">{words.entra.consent.given(tenantId, scopes)}</p>
        {moved !== null && <p>{say.moved}</p>}
      </NoteBox>
      <p>{say.verify}</p>
    </Dialog>
  )
}

interface ChoosingProps {
  readonly offer: ConsentOfferView
  readonly busy: boolean
  readonly error: ReactNode
  readonly onHere: (byAddress: boolean) => void
  readonly onLink: (byAddress: boolean) => void
  readonly onAnswer: (given: string) => void
  readonly onClose: () => void
}

function Choosing({ offer, busy, error, onHere, onLink, onAnswer, onClose }: ChoosingProps) {
  const say = text.consent
  const [way, setWay] = useState<Way>('here')
  const [anyway, setAnyway] = useState(false)
  const [given, setGiven] = useState('')
  const agreed = !offer.throughGraph || anyway
  const ready = way === 'answer' ? offer.askedAt !== null && given.trim() !== '' : agreed
  const submit = () => {
    if (!ready || busy) return
    if (way === 'here') onHere(anyway)
    else if (way === 'link') onLink(anyway)
    else onAnswer(given)
  }
  const labels = { here: say.here, link: say.link, answer: say.check }
  return (
    <Dialog
      wide
      title={say.title}
      onClose={onClose}
      onSubmit={submit}
      actions={<SubmitActions label={labels[way]} disabled={!ready || busy} onClose={onClose} />}
    >
      <NoteBox tone="caution">
        <p>{say.why}</p>
        <p>{words.entra.consent.asks(offer)}</p>
        {offer.throughGraph && <p>{say.throughGraph}</p>}
      </NoteBox>
      {offer.throughGraph && way !== 'answer' && (
        <Checkbox
          label={say.anyway}
          checked={anyway}
          onChange={(_, data) => setAnyway(data.checked === true)}
        />
      )}
      <Field label={say.how}>
        <RadioGroup value={way} onChange={(_, data) => setWay(ways.find((one) => one === data.value) ?? way)}>
          <Radio value="here" label={hinted(say.here, say.hereHint)} />
          <Radio value="link" label={hinted(say.link, say.linkHint)} />
          <Radio
            value="answer"
            label={hinted(say.answer, offer.askedAt === null ? say.noLink : say.answerHint)}
          />
        </RadioGroup>
      </Field>
      {way === 'answer' && offer.askedAt !== null && (
        <Field label={say.answerHint}>
          <Textarea
            value={given}
            maxLength={65_536}
            spellCheck={false}
            onChange={(_, data) => setGiven(data.value)}
          />
        </Field>
      )}
      {error}
    </Dialog>
  )
}

function hinted(label: string, hint: string) {
  return (
    <>
      {label}
      <span className={styles.hint}>{hint}</span>
    </>
  )
}
