/** What is asked before and after a sign-in: which door, whether these are the changes, which registration it is. */
import type { RegistrationView } from '../../../contract/registration-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { text } from '../../desk/words.ts'
import { PreviewDialog } from './change-dialogs.tsx'
import { ChooseDialog } from './choose-dialog.tsx'
import { ErrandDialog } from './errand-dialog.tsx'
import { candidatesOf } from './setting-rows.ts'
import { SignInDialog } from '../../pieces/sign-in-dialog.tsx'
import type { RegistrationWork } from './use-registration.ts'

interface WorkDialogsProps {
  readonly view: SetupView
  readonly registration: RegistrationView
  readonly work: RegistrationWork
}

export function WorkDialogs({ view, registration, work }: WorkDialogsProps) {
  const { reading, act, planned, prepared } = registration
  const rows = reading?.rows ?? []
  const tenant = prepared?.tenant.name ?? tenantName(view, registration)
  const previewed = act?.kind === 'preview' && act.state === 'done'
  return (
    <>
      {work.asking !== null && work.doors !== undefined && (
        <SignInDialog
          doors={work.doors}
          label={
            work.asking.then === 'read' || work.asking.then === 'preview' || work.asking.then === 'prepare'
              ? text.registration.signIn.read
              : text.registration.signIn.go
          }
          onSignIn={work.signIn}
          onClose={() => work.ask(null)}
        />
      )}
      {previewed && act.purpose === 'apply' && planned !== null && (
        <PreviewDialog
          planned={planned}
          tenant={tenantName(view, registration)}
          rows={rows}
          busy={work.action.busy}
          onConfirm={() => work.apply(planned.id)}
          onClose={() => work.close()}
        />
      )}
      {previewed && act.purpose !== 'apply' && prepared !== null && (
        <ErrandDialog
          key={prepared.id}
          prepared={prepared}
          tenant={tenant}
          busy={work.action.busy}
          onConfirm={(agreement) => work.carryOut(prepared.id, agreement)}
          onClose={() => work.close()}
        />
      )}
      {act?.error?.code === 'registration-to-choose' && act.state === 'failed' && (
        <ChooseDialog
          name={act.error.name}
          candidates={candidatesOf(act.error.clientIds, rows)}
          onChoose={(clientId) => work.preview(clientId)}
          onClose={() => work.close()}
        />
      )}
    </>
  )
}

export function tenantName(view: SetupView, { reading }: RegistrationView): string {
  return reading?.tenant.name ?? view.tenantName ?? view.tenantId ?? view.name
}
