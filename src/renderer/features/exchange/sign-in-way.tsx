/** How the scripts sign in from here: chosen once for a setup, and said on the page for as long as it is not the browser. */
import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components'
import { useState, type ReactNode } from 'react'
import type { SignInWishView } from '../../../contract/exchange-views.schema.ts'
import { text } from '../../desk/words.ts'
import { Dialog, SubmitActions } from '../../kit/dialog.tsx'
import styles from './exchange.module.css'

interface SignInWayProps {
  readonly way: SignInWishView
  /** Codes are switched off in this tenant, or this PowerShell does not know them: the choice says so. */
  readonly codes: 'allowed' | 'switched-off' | 'needs-powershell-7'
  /** Why it cannot be kept like this. */
  readonly error: ReactNode
  readonly onChoose: (way: SignInWishView) => void
  readonly onClose: () => void
}

const ways = ['browser', 'code', 'certificate'] as const
type Part = Exclude<keyof SignInWishView, 'by'>

export function SignInWay({ way, codes, error, onChoose, onClose }: SignInWayProps) {
  const said = text.exchange.signIn
  const [draft, setDraft] = useState(way)
  const { by } = draft
  const field = (part: Part, maxLength: number) => (
    <Field key={part} label={said.fields[part]} hint={said.hints[part]}>
      <Input
        value={draft[part] ?? ''}
        maxLength={maxLength}
        spellCheck={false}
        autoComplete="off"
        onChange={(_, { value }) => setDraft({ ...draft, [part]: value === '' ? null : value })}
      />
    </Field>
  )
  const blank = (part: Part) => (draft[part] ?? '').trim() === ''
  const asApp = by === 'certificate'
  const ready = !asApp || !(blank('certificate') || blank('appId') || blank('organization'))
  const submit = () => {
    if (ready) onChoose(draft)
  }
  return (
    <Dialog
      wide
      title={said.title}
      onClose={onClose}
      onSubmit={submit}
      actions={<SubmitActions label={said.use} disabled={!ready} onClose={onClose} />}
    >
      <Field label={said.how}>
        <RadioGroup
          value={by}
          onChange={(_, data) => setDraft({ ...draft, by: ways.find((one) => one === data.value) ?? by })}
        >
          {ways.map((one) => {
            const off = one === 'code' && codes !== 'allowed' ? said.codes[codes] : null
            return (
              <Radio
                key={one}
                value={one}
                disabled={off !== null}
                label={
                  <>
                    {said.ways[one].label}
                    <span className={styles.wayHint}>{off ?? said.ways[one].hint}</span>
                  </>
                }
              />
            )
          })}
        </RadioGroup>
      </Field>
      {asApp ? (
        <>
          {field('certificate', 1000)}
          {field('appId', 100)}
          {field('organization', 253)}
        </>
      ) : (
        field('account', 320)
      )}
      {field('partnerOf', 253)}
      {error}
    </Dialog>
  )
}
