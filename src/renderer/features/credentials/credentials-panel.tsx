/** The registration's credentials: what is kept, until when, and whether it works. */
import { Button } from '@fluentui/react-components'
import { Certificate20Regular, Key20Regular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import type {
  CredentialsView,
  CredentialView,
  KeptCredentialView,
} from '../../../contract/credential-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { sayFinding } from '../../../words/shape/say-finding.ts'
import { text, words } from '../../desk/words.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { RolloverNote } from '../../pieces/rollover-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { Path } from '../../kit/values.tsx'
import { CredentialRow } from './credential-row.tsx'
import styles from './credentials-panel.module.css'
import credentialsParts from './credentials.module.css'
import { ForgetDialog, PassphraseDialog, SecretDialog } from './credential-dialogs.tsx'

type Kind = CredentialView['kind']

/** One dialog at a time. */
type Open =
  | { readonly what: 'secret'; readonly replaces: boolean }
  | { readonly what: 'passphrase'; readonly file: string }
  | { readonly what: 'forget'; readonly credential: CredentialView }

export function CredentialsPanel({ view }: { readonly view: SetupView }) {
  const list = useSnapshot('credential.list', { setup: view.id })
  const action = useAction()
  const { move } = useLocation()
  const [open, setOpen] = useState<Open | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const count = list.value?.credentials.length
  // The button that was used may be gone with its row: the focus must not get lost with it.
  useEffect(() => {
    if (open === null && document.activeElement === document.body) heading.current?.focus()
  }, [count, open])
  const close = () => setOpen(null)
  const kept = ({ credential, warnings }: KeptCredentialView) => {
    setOpen(null)
    setSaid({ sentence: text.credentials.kept(words.credential.title(credential)), warnings })
  }
  const add = async (kind: Kind, replaces: boolean) => {
    setSaid(null)
    if (kind === 'secret') return setOpen({ what: 'secret', replaces })
    const reply = await action.run('credential.chooseFile', { setup: view.id, passphrase: null })
    if (!reply.ok || reply.value === null) return
    if (reply.value.outcome === 'kept') kept(reply.value)
    else setOpen({ what: 'passphrase', file: reply.value.file })
  }
  const prove = async (credential: CredentialView) => {
    setSaid(null)
    const reply = await action.run('credential.prove', { setup: view.id, credential: credential.id })
    if (reply.ok)
      setSaid({ sentence: text.credentials.proved(words.credential.title(credential)), warnings: [] })
  }
  const forget = async (credential: CredentialView) => {
    setOpen(null)
    setSaid(null)
    await action.run('credential.forget', { setup: view.id, credential: credential.id })
  }

  if (list.value === undefined) return list.error === undefined ? null : <LoadError error={list.error} />
  const { kinds, credentials, why } = list.value
  const buttons = (
    <AddButtons
      kinds={kinds}
      primary={credentials.length === 0}
      busy={action.busy}
      onAdd={(kind) =>
        add(
          kind,
          credentials.some((one) => one.kind === kind),
        )
      }
    />
  )
  return (
    <section className={styles.panel} aria-labelledby="credentials-title">
      <header className={styles.head}>
        <div className={styles.intro}>
          <h2 id="credentials-title" ref={heading} tabIndex={-1}>
            {text.credentials.title}
          </h2>
          <p>{why}</p>
        </div>
        {credentials.length > 0 && buttons}
      </header>
      <div role="status" className={styles.said}>
        {said !== null && <SaidNote said={said} />}
      </div>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      <RolloverNote setup={view.id} />
      {credentials.length === 0 ? (
        <div className={styles.none}>
          <EmptyState title={text.credentials.none} action={buttons}>
            {list.value.needed ? text.credentials.noneNeeded : text.credentials.noneHelpful}
          </EmptyState>
        </div>
      ) : (
        <ul className={styles.list} aria-label={text.credentials.list}>
          {credentials.map((credential) => (
            <CredentialRow
              key={credential.id}
              credential={credential}
              busy={action.busy}
              replaceable={kinds.includes(credential.kind)}
              onProve={() => void prove(credential)}
              onReplace={() =>
                move({
                  type: 'setup',
                  setup: view.id,
                  page: 'registration',
                  open: { errand: 'rollover' },
                  focus: true,
                })
              }
              onForget={() => setOpen({ what: 'forget', credential })}
            />
          ))}
        </ul>
      )}
      {credentials.length > 1 && <p className={credentialsParts.quiet}>{text.credentials.rollover}</p>}
      <p className={credentialsParts.quiet}>{text.credentials.custody}</p>
      <Places places={list.value.places} />
      {open?.what === 'secret' && (
        <SecretDialog view={view} replaces={open.replaces} onKept={kept} onClose={close} />
      )}
      {open?.what === 'passphrase' && (
        <PassphraseDialog setup={view.id} file={open.file} onKept={kept} onClose={close} />
      )}
      {open?.what === 'forget' && (
        <ForgetDialog
          credential={open.credential}
          onForget={() => void forget(open.credential)}
          onClose={close}
        />
      )}
    </section>
  )
}

interface Said {
  readonly sentence: string
  readonly warnings: KeptCredentialView['warnings']
}

function SaidNote({ said }: { readonly said: Said }) {
  return (
    <NoteBox tone={said.warnings.some(({ severity }) => severity !== 'note') ? 'caution' : 'good'}>
      <p>{said.sentence}</p>
      {said.warnings.map((finding) => {
        const { what, next } = sayFinding(words, finding, 'window')
        return (
          <p key={finding.code}>
            {what} {next}
          </p>
        )
      })}
    </NoteBox>
  )
}

interface AddButtonsProps {
  readonly kinds: CredentialsView['kinds']
  readonly primary: boolean
  readonly busy: boolean
  readonly onAdd: (kind: Kind) => Promise<void>
}

function AddButtons({ kinds, primary, busy, onAdd }: AddButtonsProps) {
  return (
    <div className={credentialsParts.buttons}>
      {kinds.map((kind, index) => (
        <Button
          key={kind}
          appearance={primary && index === 0 ? 'primary' : 'secondary'}
          icon={kind === 'secret' ? <Key20Regular /> : <Certificate20Regular />}
          disabledFocusable={busy}
          {...(kind === 'certificate' ? { title: text.credentials.certificate.hint } : {})}
          onClick={() => void onAdd(kind)}
        >
          {text.credentials.add[kind]}
        </Button>
      ))}
    </div>
  )
}

function Places({ places }: { readonly places: CredentialsView['places'] }) {
  if (places.length === 0) return null
  return (
    <section className={styles.places} aria-labelledby="credential-places">
      <h3 id="credential-places">{text.credentials.places}</h3>
      <p className={credentialsParts.quiet}>{text.credentials.placesHint}</p>
      <ul>
        {places.map(({ screen, menu, field, each }) => (
          <li key={JSON.stringify([screen, menu, field])}>
            <Path parts={[...menu, field]} />
            <span className={credentialsParts.quiet}>{each === null ? screen : `${screen}, ${each}`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
