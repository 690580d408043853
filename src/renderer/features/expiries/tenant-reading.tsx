/** “Read from the tenant…”: whose tenant and how much of it, the sign-in, the wait, and what came of it. */
import { Button, Field, Radio, RadioGroup, Select } from '@fluentui/react-components'
import { useCallback, useState, type ReactNode } from 'react'
import type { EventPayload } from '../../../contract/events.schema.ts'
import type { AdminWishView, ShownCodeView } from '../../../contract/registration-views.schema.ts'
import type { SetupCardView } from '../../../contract/views.schema.ts'
import { readRights } from '../../../domain/entra/facts/rights.ts'
import { useAction, useEvent, useSnapshot } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { ShownCode } from '../../pieces/shown-code.tsx'
import { SignInDialog } from '../../pieces/sign-in-dialog.tsx'

type Setup = Pick<SetupCardView, 'id' | 'name'>

type Reading =
  | { readonly step: 'idle' }
  | { readonly step: 'choosing' }
  | { readonly step: 'signing-in'; readonly setup: Setup; readonly every: boolean }
  | { readonly step: 'reading'; readonly setup: Setup }
  | { readonly step: 'done'; readonly count: number }

const idle: Reading = { step: 'idle' }

/** `chosen`: the setup the page is filtered by. The button for the head of the page, and what is said below it. */
export function useTenantReading(
  setups: readonly Setup[],
  chosen: Setup | null,
): { readonly button: ReactNode; readonly said: ReactNode } {
  const say = text.expiries
  const [reading, setReading] = useState<Reading>(idle)
  const [code, setCode] = useState<ShownCodeView | null>(null)
  const own = reading.step === 'reading' ? reading.setup.id : null
  useEvent(
    'expiry.code',
    useCallback(
      (told: EventPayload<'expiry.code'>) => {
        if (told.setup === own) setCode(told.code)
      },
      [own],
    ),
  )
  const action = useAction()
  const stopping = useAction()
  const read = async (setup: Setup, every: boolean, wish: AdminWishView) => {
    setCode(null)
    setReading({ step: 'reading', setup })
    const reply = await action.run('expiry.readTenant', { setup: setup.id, wish, every })
    setReading(reply.ok ? { step: 'done', count: reply.value.count } : idle)
  }
  const first = chosen ?? setups[0]
  return {
    button: (
      <Button
        appearance="primary"
        disabledFocusable={reading.step === 'reading'}
        onClick={() => {
          action.clear()
          setReading({ step: 'choosing' })
        }}
      >
        {say.read}
      </Button>
    ),
    said: (
      <>
        {reading.step === 'choosing' && first !== undefined && (
          <ChooseTenant
            setups={setups}
            first={first}
            onNext={(setup, every) => setReading({ step: 'signing-in', setup, every })}
            onClose={() => setReading(idle)}
          />
        )}
        {reading.step === 'signing-in' && (
          <SignIn
            setup={reading.setup}
            onSignIn={(wish) => void read(reading.setup, reading.every, wish)}
            onClose={() => setReading(idle)}
          />
        )}
        {reading.step === 'reading' && (
          <NoteBox tone="info">
            <p role="status">{(code === null ? say.reading : say.readingByCode)(reading.setup.name)}</p>
            {code !== null && <ShownCode code={code} />}
            <Button
              size="small"
              onClick={() => void stopping.run('expiry.stopReading', { setup: reading.setup.id })}
            >
              {say.stop}
            </Button>
          </NoteBox>
        )}
        {reading.step === 'done' && (
          <NoteBox tone="good">
            <p role="status">{say.readDone(reading.count)}</p>
          </NoteBox>
        )}
        {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      </>
    ),
  }
}

interface ChooseTenantProps {
  readonly setups: readonly Setup[]
  readonly first: Setup
  readonly onNext: (setup: Setup, every: boolean) => void
  readonly onClose: () => void
}

function ChooseTenant({ setups, first, onNext, onClose }: ChooseTenantProps) {
  const say = text.expiries
  const [setup, setSetup] = useState(first)
  const [every, setEvery] = useState(false)
  return (
    <Dialog
      title={say.readTitle}
      onClose={onClose}
      onSubmit={() => onNext(setup, every)}
      actions={<SubmitActions label={say.readGo} onClose={onClose} />}
    >
      <p>{say.readWhat}</p>
      <Field label={say.readSetup}>
        <Select
          value={setup.id}
          onChange={(_, data) => setSetup(setups.find(({ id }) => id === data.value) ?? setup)}
        >
          {setups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={say.readScope} hint={every ? say.readEveryHint : ''}>
        <RadioGroup value={every ? 'every' : 'own'} onChange={(_, data) => setEvery(data.value === 'every')}>
          <Radio value="own" label={say.readOwn} />
          <Radio value="every" label={say.readEvery} />
        </RadioGroup>
      </Field>
    </Dialog>
  )
}

interface SignInProps {
  readonly setup: Setup
  readonly onSignIn: (wish: AdminWishView) => void
  readonly onClose: () => void
}

function SignIn({ setup, onSignIn, onClose }: SignInProps) {
  const doors = useSnapshot('registration.doors', { setup: setup.id })
  if (doors.value === undefined)
    return doors.error === undefined ? null : <ErrorNote error={doors.error} onDismiss={onClose} />
  // One right is asked for here.
  const here = { ...doors.value, rights: [readRights.application] }
  return (
    <SignInDialog doors={here} label={text.expiries.signInAndRead} onSignIn={onSignIn} onClose={onClose} />
  )
}
