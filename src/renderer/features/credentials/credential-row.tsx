/** One credential: until when it is good, whether it was proven, and what can be done with it. */
import { Button } from '@fluentui/react-components'
import { Certificate24Regular, Key24Regular } from '@fluentui/react-icons'
import type { CredentialView } from '../../../contract/credential-views.schema.ts'
import { refusalWords } from '../../../domain/credential/credential-words.ts'
import { daysUntil } from '../../../domain/expiry/days.ts'
import { text, words } from '../../desk/words.ts'
import { Address, Timestamp } from '../../kit/values.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import { endTone } from '../../kit/tones.ts'
import { useNow } from '../../kit/surroundings.ts'
import styles from './credential-row.module.css'
import credentialsParts from './credentials.module.css'

interface CredentialRowProps {
  readonly credential: CredentialView
  readonly busy: boolean
  readonly replaceable: boolean
  readonly onProve: () => void
  readonly onReplace: () => void
  readonly onForget: () => void
}

export function CredentialRow({
  credential,
  busy,
  replaceable,
  onProve,
  onReplace,
  onForget,
}: CredentialRowProps) {
  const { kind, current, provenAt, refused, thumbprint, addedBy, addedAt, expiresAt } = credential
  const name = words.credential.title(credential)
  const now = new Date(useNow(60_000)).toISOString()
  const isNearEnd = expiresAt !== null && endTone(daysUntil(expiresAt, now)) !== 'good'
  return (
    <li className={credentialsParts.row} data-current={current}>
      <span className={styles.icon} aria-hidden>
        {kind === 'secret' ? <Key24Regular /> : <Certificate24Regular />}
      </span>
      <div className={styles.what}>
        <h3 className={styles.name} dir="auto">
          {name}
          <span className={styles.badge} data-current={current}>
            {current ? text.credentials.inUse : text.credentials.replaced}
          </span>
        </h3>
        <End credential={credential} />
        <p className={styles.facts}>
          <Proven credential={credential} />
          <span className={credentialsParts.quiet}>
            {text.credentials.addedBy(addedBy)} · <Timestamp iso={addedAt} />
          </span>
        </p>
        {refused !== null && <p className={credentialsParts.quiet}>{refusalWords(refused)}.</p>}
        {thumbprint !== null && (
          <p className={styles.thumbprint}>
            <span className={credentialsParts.quiet}>{text.credentials.thumbprint}</span>{' '}
            <Address>{thumbprint}</Address>
          </p>
        )}
      </div>
      <div className={credentialsParts.buttons}>
        <Button
          size="small"
          appearance={current && provenAt === null && refused === null ? 'primary' : 'secondary'}
          disabledFocusable={busy}
          aria-label={text.credentials.proveNamed(name)}
          onClick={onProve}
        >
          {text.credentials.prove}
        </Button>
        {current && replaceable && (
          <Button
            size="small"
            appearance={refused !== null || isNearEnd ? 'primary' : 'secondary'}
            disabledFocusable={busy}
            aria-label={text.credentials.replaceNamed(name)}
            onClick={onReplace}
          >
            {text.credentials.replace}
          </Button>
        )}
        <Button
          size="small"
          appearance="subtle"
          disabledFocusable={busy}
          aria-label={text.credentials.forgetNamed(name)}
          onClick={onForget}
        >
          {text.credentials.forget}
        </Button>
      </div>
    </li>
  )
}

function Proven({ credential: { provenAt, refused } }: { readonly credential: CredentialView }) {
  if (refused !== null)
    return (
      <>
        <StateWord tone="bad">{text.credentials.refused}</StateWord> <Timestamp iso={refused.at} />
      </>
    )
  if (provenAt === null) return <StateWord tone="todo">{text.credentials.notProven}</StateWord>
  return (
    <>
      <StateWord tone="good">{text.credentials.proven}</StateWord> <Timestamp iso={provenAt} />
    </>
  )
}

/** A whole bar: nobody knows when a secret was made, so the bar measures against what Microsoft recommends at most. */
const wholeBarMs = 365 * 86_400_000

/** The bar shows how much of a year is left; the words beside it say the same. */
function End({ credential: { expiresAt } }: { readonly credential: CredentialView }) {
  const now = useNow(60_000)
  if (expiresAt === null)
    return (
      <p className={styles.end}>
        <StateWord tone="wait">{text.credentials.noEnd}</StateWord>
        <span className={credentialsParts.quiet}>{text.credentials.noEndFix}</span>
      </p>
    )
  const days = daysUntil(expiresAt, new Date(now).toISOString())
  const tone = endTone(days)
  const left = Math.min(1, Math.max(0, (Date.parse(expiresAt) - now) / wholeBarMs))
  const day = expiresAt.slice(0, 10)
  return (
    <p className={styles.end}>
      <StateWord tone={tone}>{text.credentials.left(days)}</StateWord>
      <span className={styles.track} aria-hidden>
        <span className={styles.bar} data-tone={tone} style={{ width: `${left * 100}%` }} />
      </span>
      <time dateTime={expiresAt}>{days < 0 ? text.credentials.ended(day) : text.credentials.ends(day)}</time>
    </p>
  )
}
