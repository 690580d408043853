/** Takes a setup file in: asks for what the file needs, and shows what it has changed. */
import { Field, Input } from '@fluentui/react-components'
import { useState, type ReactNode } from 'react'
import type { CallOutput } from '../../../contract/calls.schema.ts'
import type { ImportedView } from '../../../contract/transfer-views.schema.ts'
import { useAction, useAgain, type Action } from '../../data/use-desktop.ts'
import { sayError, text } from '../../desk/words.ts'
import { Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { PasswordField, problem } from '../../kit/inputs.tsx'
import { ImportedDialog } from './imported-dialog.tsx'

type Asks = Extract<NonNullable<CallOutput<'setup.import'>>, { kind: 'asks' }>

type Import =
  | { readonly step: 'idle' }
  | { readonly step: 'asks'; readonly asks: Asks }
  | { readonly step: 'imported'; readonly imported: ImportedView }

export interface SetupImport {
  readonly action: Action
  /** Opens the file dialog. */
  readonly start: () => void
  /** What is asked or shown; null when nothing is. */
  readonly dialog: ReactNode
}

export function useSetupImport(): SetupImport {
  const [state, setState] = useState<Import>({ step: 'idle' })
  const [passphrase, setPassphrase] = useState('')
  const [name, setName] = useState('')
  const action = useAction()
  const again = useAgain()
  const idle = () => {
    setState({ step: 'idle' })
    // A passphrase is not kept longer than its file is open.
    setPassphrase('')
    setName('')
  }
  const go = async (file: string | null) => {
    const reply = await action.run('setup.import', {
      file,
      passphrase: passphrase === '' ? null : passphrase,
      name: name.trim() === '' ? null : name.trim(),
    })
    if (!reply.ok || reply.value === null) return idle()
    if (reply.value.kind === 'asks') return setState({ step: 'asks', asks: reply.value })
    idle()
    again()
    setState({ step: 'imported', imported: reply.value.imported })
  }
  const dialog = () => {
    switch (state.step) {
      case 'idle':
        return null
      case 'imported':
        return <ImportedDialog imported={state.imported} onClose={idle} />
      case 'asks':
        return (
          <AskDialog
            key={state.asks.for}
            asks={state.asks}
            busy={action.busy}
            value={state.asks.for === 'passphrase' ? passphrase : name}
            onChange={state.asks.for === 'passphrase' ? setPassphrase : setName}
            onClose={idle}
            onSubmit={() => void go(state.asks.file)}
          />
        )
    }
  }
  return { action, start: () => void go(null), dialog: dialog() }
}

interface AskDialogProps {
  readonly asks: Asks
  readonly busy: boolean
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onClose: () => void
  readonly onSubmit: () => void
}

function AskDialog({ asks, busy, value, onChange, onClose, onSubmit }: AskDialogProps) {
  const words = text.transfer.imports
  const secret = asks.for === 'passphrase'
  const said = problem(asks.problem === null ? undefined : sayError(asks.problem).what)
  return (
    <Dialog
      title={secret ? words.sealedTitle : words.nameTitle}
      onClose={onClose}
      onSubmit={onSubmit}
      actions={<SubmitActions label={words.take} disabled={busy || value.trim() === ''} onClose={onClose} />}
    >
      <p>{secret ? words.sealed : words.nameTaken}</p>
      {secret ? (
        <PasswordField
          label={words.passphrase}
          said={said}
          value={value}
          maxLength={1024}
          onChange={onChange}
        />
      ) : (
        <Field label={words.name} {...said}>
          <Input
            value={value}
            maxLength={80}
            autoComplete="off"
            onChange={(_, data) => onChange(data.value)}
          />
        </Field>
      )}
    </Dialog>
  )
}
