/** The head of the page with its buttons: the one that matters now first, the others in a menu. */
import type { RefObject } from 'react'
import type { RegistrationView } from '../../../contract/registration-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { portalLink } from '../../../domain/entra/admin/portal-links.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { MenuButton } from '../../kit/menu-button.tsx'
import { HeadButton, ReadingHead } from './reading-head.tsx'
import { clientIdOf, hasWork, isAbsent } from './setting-rows.ts'
import type { RegistrationWork } from './use-registration.ts'

interface RegistrationHeadProps {
  readonly view: SetupView
  readonly registration: RegistrationView
  readonly busy: boolean
  readonly work: RegistrationWork
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly onUndo: () => void
  readonly onConsent: () => void
  readonly onErrand: (errand: 'rollover' | 'decommission') => void
}

export function RegistrationHead({
  view,
  registration,
  busy,
  work,
  heading,
  onUndo,
  onConsent,
  onErrand,
}: RegistrationHeadProps) {
  const { reading, made } = registration
  const hosts = useSnapshot('app.status', null).value?.signIn ?? []
  if (reading === null) return null
  const { rows } = reading
  const say = text.registration
  const portal = portalLink(view.cloud, clientIdOf(rows))
  const last = made[0]
  const absent = isAbsent(rows)
  // A registration of which nobody knows whether it is the one: asked when the plan is made.
  const unsure = rows.some(({ check }) => check.id === 'registered' && check.state === 'differs')
  const due = hasWork(rows) || unsure
  return (
    <ReadingHead
      reading={reading}
      heading={heading}
      offline={hosts.some(({ host, state }) => host === view.cloud.signIn && state === 'not-reachable')}
      outdated={last !== undefined && last.at > reading.at}
    >
      {due && (
        <HeadButton primary disabled={busy} onClick={() => work.preview(null)}>
          {absent ? say.create : say.repair}
        </HeadButton>
      )}
      <HeadButton primary={!due} disabled={busy} onClick={work.read}>
        {say.readAgain}
      </HeadButton>
      {made.length > 0 && (
        <HeadButton disabled={busy} onClick={onUndo}>
          {say.undo}
        </HeadButton>
      )}
      <MenuButton
        size="small"
        label={text.plan.more}
        choices={[
          {
            key: 'sign-in',
            label: say.signInOtherwise,
            onChoose: () => work.ask({ then: 'read' }),
          },
          { key: 'consent', label: text.consent.open, onChoose: onConsent },
          { key: 'hand-over', label: say.handOver, onChoose: work.handOver },
          ...(absent || view.recipe.credentialKinds.length === 0
            ? []
            : [{ key: 'replace', label: text.rollover.open, onChoose: () => onErrand('rollover') }]),
          { key: 'remove', label: text.decommission.open, onChoose: () => onErrand('decommission') },
          ...(portal === null
            ? []
            : [{ key: 'portal', label: say.openPortal, onChoose: () => work.openLink(portal) }]),
        ]}
      />
    </ReadingHead>
  )
}
