/** What a step needs typed in or looked up: each value with its own Copy, and a way to answer what is missing. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { SetupView } from '../../../contract/views.schema.ts'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { answeringOf, readable, type Answering } from '../../data/answers.ts'
import { useLocation } from '../../data/use-location.ts'
import { AnswerDialog } from '../../pieces/answer-dialog.tsx'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { addressesIn } from './step-look.ts'
import styles from './step-values.module.css'

type Value = ChecklistStep['values'][number]

export function StepValues({
  view,
  values,
}: {
  readonly view: SetupView
  readonly values: readonly Value[]
}) {
  return (
    <dl className={styles.values}>
      {values.map((value) => (
        <div key={value.label}>
          <dt>{value.label}</dt>
          <OneValue view={view} value={value} />
        </div>
      ))}
    </dl>
  )
}

function OneValue({ view, value }: { readonly view: SetupView; readonly value: Value }) {
  const addresses = value.secret || value.missing.length > 0 ? [] : addressesIn(value.value)
  if (addresses.length > 1) return <Addresses label={value.label} addresses={addresses} />
  return (
    <>
      <dd>
        {value.secret ? (
          <span className={styles.quiet}>{text.plan.secret(value.value)}</span>
        ) : (
          <Address>{readable(value.value, value.missing, view.recipe.questions)}</Address>
        )}
      </dd>
      <dd className={styles.copy}>
        {value.missing.length > 0 ? (
          <Answer view={view} value={value} />
        ) : (
          !value.secret && <CopyButton value={value.value} what={value.label} />
        )}
      </dd>
    </>
  )
}

/** More of them are shown on request. */
const shownAtOnce = 3

/** Many fields take one address, so each has its own Copy: never a list that is pasted where one belongs. */
function Addresses({ label, addresses }: { readonly label: string; readonly addresses: readonly string[] }) {
  const [all, setAll] = useState(false)
  const left = addresses.length - shownAtOnce
  return (
    <dd className={styles.many}>
      <span className={styles.over}>
        {text.plan.addresses(addresses.length)}
        <CopyButton appearance="subtle" value={addresses.join('\n')} what={label} label={text.plan.copyAll} />
      </span>
      <ul className={styles.addresses}>
        {(all ? addresses : addresses.slice(0, shownAtOnce)).map((address) => (
          <li key={address}>
            <Address>{address}</Address>
            <CopyButton value={address} what={`${label}, ${address}`} />
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button size="small" appearance="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? text.plan.fewer : text.plan.moreAddresses(left)}
        </Button>
      )}
    </dd>
  )
}

function Answer({ view, value }: { readonly view: SetupView; readonly value: Value }) {
  const { move } = useLocation()
  const [asking, setAsking] = useState<Extract<Answering, { at: 'here' }> | null>(null)
  const answering = answeringOf(view, value.missing)
  if (answering.at === 'nowhere') return null
  if (answering.at === 'mailboxes')
    return (
      <Button
        size="small"
        aria-label={text.plan.listFor(value.label)}
        onClick={() => move({ type: 'setup', setup: view.id, page: 'mailboxes', focus: true })}
      >
        {text.next.goTo.mailboxes}
      </Button>
    )
  return (
    <>
      <Button size="small" aria-label={text.plan.answerFor(value.label)} onClick={() => setAsking(answering)}>
        {text.plan.answer}
      </Button>
      {asking !== null && <AnswerDialog view={view} asks={asking} onClose={() => setAsking(null)} />}
    </>
  )
}
