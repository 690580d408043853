/** One setting open: the difference in words, both sides in full, the step it belongs to, and who read it when. */
import { Button } from '@fluentui/react-components'
import { Open20Regular } from '@fluentui/react-icons'
import type { SetupView } from '../../../contract/views.schema.ts'
import { groupOfCheck } from '../../../domain/entra/audit/check-groups.ts'
import { useLocation } from '../../data/use-location.ts'
import { text, words } from '../../desk/words.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Buttons, Detail, FactList, Part } from '../../kit/detail.tsx'
import { Address, Timestamp } from '../../kit/values.tsx'
import { lookOf, type SettingRow } from './setting-rows.ts'
import { SettingIcon, SettingWord } from './setting-state.tsx'
import { Side } from './sides.tsx'
import styles from './setting-detail.module.css'

interface SettingDetailProps {
  readonly view: SetupView
  readonly row: SettingRow
  /** No registration is there yet. */
  readonly absent: boolean
  readonly portal: string | null
  readonly onOpenPortal: (link: string) => void
  /** Replaces the credential. */
  readonly onReplace: () => void
}

export function SettingDetail({
  view,
  row: { check, sides },
  absent,
  portal,
  onOpenPortal,
  onReplace,
}: SettingDetailProps) {
  const { move } = useLocation()
  const { registration } = text
  const look = lookOf(check)
  const step = view.checklist.steps.find(({ id, state }) => id === check.step && state !== 'not-needed')
  const { evidence, unread } = check
  const replaceable =
    groupOfCheck[check.id] === 'credentials' && !absent && view.recipe.credentialKinds.length > 0
  return (
    <Detail
      over={registration.groups[groupOfCheck[check.id]]}
      title={words.entra.title(check)}
      {...(portal === null && !replaceable
        ? {}
        : {
            foot: (
              <Buttons>
                {portal !== null && (
                  <Button icon={<Open20Regular />} onClick={() => onOpenPortal(portal)}>
                    {registration.openPortal}
                  </Button>
                )}
                {replaceable && <Button onClick={onReplace}>{text.rollover.open}</Button>}
              </Buttons>
            ),
          })}
    >
      <p className={styles.state}>
        <SettingIcon look={look} />
        <SettingWord look={look} />
      </p>
      <p>{words.entra.sayCheck(check)}</p>
      {check.state === 'unknown' && <p className={styles.quiet}>{registration.unreadNotAbsent}</p>}
      {check.state === 'differs' && (
        <p className={styles.quiet}>
          {check.settledBy === 'plan'
            ? registration.byPlan(absent)
            : check.id === 'registered' && check.facts?.by === 'name'
              ? registration.byChoice
              : registration.byPerson}
        </p>
      )}
      <FactList>
        <div>
          <dt>{registration.columns.wanted}</dt>
          <dd>
            <Side values={sides.wanted} />
          </dd>
        </div>
        <div>
          <dt>{registration.columns.found}</dt>
          <dd>
            {check.state === 'unknown' ? (
              registration.unread(check.unread.why, check.unread.right)
            ) : (
              <Side values={sides.found} />
            )}
          </dd>
        </div>
        {step !== undefined && (
          <div>
            <dt>{registration.step}</dt>
            <dd>
              <button
                type="button"
                className={styles.link}
                onClick={() =>
                  move({ type: 'setup', setup: view.id, page: 'plan', open: { step: step.id }, lead: true })
                }
              >
                {registration.toStep(step.title)}
              </button>
            </dd>
          </div>
        )}
      </FactList>
      {(evidence !== null || unread !== null) && (
        <Part title={registration.evidence}>
          {evidence !== null && (
            <>
              <p className={styles.quiet}>
                {registration.readByAt} <Address>{evidence.who}</Address>, <Timestamp iso={evidence.at} />
              </p>
              <RequestIds ids={evidence.requestIds} />
            </>
          )}
          {unread !== null && (
            <>
              <p className={styles.quiet}>
                <Timestamp iso={unread.at} />
                {unread.status !== null && <> · {text.registration.status(unread.status)}</>}
              </p>
              <RequestIds ids={unread.requestId === null ? [] : [unread.requestId]} />
            </>
          )}
        </Part>
      )}
    </Detail>
  )
}

function RequestIds({ ids }: { readonly ids: readonly string[] }) {
  if (ids.length === 0) return null
  return (
    <div className={styles.ids}>
      <span className={styles.quiet}>{text.registration.requestIds}</span>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <Address>{id}</Address>
          </li>
        ))}
      </ul>
      <CopyButton value={ids.join('\n')} what={text.registration.requestId} appearance="subtle" />
    </div>
  )
}
