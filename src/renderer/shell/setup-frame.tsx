/** The frame of one setup: whose it is, the one next thing, and the pages. */
import { Button } from '@fluentui/react-components'
import { Beaker16Filled, CloudOff16Regular, Edit20Regular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import type { SetupCardView, SetupView } from '../../contract/views.schema.ts'
import { CredentialsPanel } from '../features/credentials/credentials-panel.tsx'
import { ExchangePage } from '../features/exchange/exchange-page.tsx'
import { MailboxesPage } from '../features/mailboxes/mailboxes-page.tsx'
import { PlanPage } from '../features/plan/plan-page.tsx'
import { ProductPage } from '../features/product/product-page.tsx'
import { RegistrationPage } from '../features/registration/registration-page.tsx'
import { ReportPage } from '../features/report/report-page.tsx'
import { VerifyPage } from '../features/verify/verify-page.tsx'
import { text } from '../desk/words.ts'
import { ErrorNote } from '../kit/error-note.tsx'
import { LoadError } from '../pieces/load-error.tsx'
import { panelId, tabId, Tabs } from '../kit/choices.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { setupPages, type SetupPage } from '../data/location.ts'
import { ExportDialog } from '../pieces/export-dialog.tsx'
import { HelpContext } from '../kit/failures.ts'
import { SetupHelp } from '../pieces/action-error.tsx'
import { NextBar } from '../pieces/next-bar.tsx'
import { Page } from '../pieces/page.tsx'
import { SetupDetailsDialog } from '../pieces/setup-details-dialog.tsx'
import styles from './setup-frame.module.css'
import { useArrival, useLocation } from '../data/use-location.ts'
import { useAction, useSnapshot, type Action } from '../data/use-desktop.ts'

export function SetupFrame({ setup, page }: { readonly setup: string; readonly page: SetupPage }) {
  const { move } = useLocation()
  const { value, error } = useSnapshot('setup.get', { setup })
  const practice = usePracticeTenant(value)
  const card = useSnapshot('setup.list', null).value?.cards.find((candidate) => candidate.id === setup)
  if (value === undefined && error !== undefined)
    return (
      <Page title={card?.name ?? text.frame.setups}>
        <ErrorNote
          error={error}
          actions={
            <Button size="small" onClick={() => move({ type: 'go', place: 'setups', focus: true })}>
              {text.back(text.frame.setups)}
            </Button>
          }
        />
      </Page>
    )
  return (
    <>
      <Head setup={setup} page={page} view={value} card={card} />
      <div className={styles.body} role="tabpanel" id={panelId} aria-labelledby={tabId(page)}>
        <NextBar setup={setup} page={page} view={value} />
        {error !== undefined && <LoadError error={error} />}
        {practice.error !== null && <ErrorNote error={practice.error} onDismiss={practice.clear} />}
        {value !== undefined && (
          <ErrorBoundary key={page}>
            <HelpContext value={(failure) => <SetupHelp error={failure} view={value} />}>
              <PageOf page={page} view={value} />
            </HelpContext>
          </ErrorBoundary>
        )}
      </div>
    </>
  )
}

/** A practice setup shows what its tenant holds, so the tenant runs while the setup is open. */
function usePracticeTenant(view: SetupView | undefined): Action {
  const action = useAction()
  const { run } = action
  const idle = view?.practice?.running === false ? view.id : null
  useEffect(() => {
    if (idle !== null) void run('practice.start', { setup: idle })
  }, [idle, run])
  return action
}

function PageOf({ page, view }: { readonly page: SetupPage; readonly view: SetupView }) {
  switch (page) {
    case 'plan':
      return <PlanPage view={view} />
    case 'registration':
      return <RegistrationPage view={view} />
    case 'exchange':
      return <ExchangePage view={view} />
    case 'mailboxes':
      return <MailboxesPage view={view} />
    case 'credential':
      return <CredentialsPanel view={view} />
    case 'product':
      return <ProductPage view={view} />
    case 'verify':
      return <VerifyPage view={view} />
    case 'report':
      return <ReportPage view={view} />
  }
}

/** A product that signs in with nothing of its own has nothing to show there. */
function pagesOf(view: SetupView | undefined): readonly SetupPage[] {
  const none = (view?.recipe.credentialKinds.length ?? 0) === 0
  return setupPages.filter((page) => page !== 'credential' || !none)
}

interface HeadProps {
  readonly setup: string
  readonly page: SetupPage
  readonly view: SetupView | undefined
  /** The list knows name and tenant already: the head is never empty. */
  readonly card: SetupCardView | undefined
}

function Head({ setup, page, view, card }: HeadProps) {
  const { location, move } = useLocation()
  const heading = useArrival<HTMLHeadingElement>()
  const [editing, setEditing] = useState(false)
  const hosts = useSnapshot('app.status', null).value?.signIn ?? []
  const practice = view === undefined ? card?.practice === true : view.practice !== null
  const cloud = view?.cloud ?? card?.cloud
  const steps = view === undefined ? card?.steps : { done: view.checklist.done, total: view.checklist.total }
  const tenant = view?.tenantName ?? view?.tenantId ?? card?.tenantName ?? text.frame.noTenant
  return (
    <header className={styles.head} data-practice={practice}>
      <div className={styles.title}>
        <div className={styles.names}>
          <h1 className={styles.name} ref={heading} tabIndex={-1} dir="auto">
            {view?.name ?? card?.name ?? ''}
          </h1>
          <p className={styles.sub}>
            {[
              view?.recipe.name ?? card?.recipeName,
              tenant,
              cloud === undefined ? undefined : text.cloud[cloud.kind],
            ]
              .filter((part) => part !== undefined)
              .join(' · ')}
          </p>
        </div>
        <div className={styles.badges}>
          {hosts.some(({ host, state }) => host === view?.cloud.signIn && state === 'not-reachable') && (
            <span className={styles.badge}>
              <CloudOff16Regular aria-hidden />
              {text.frame.signInBadge}
            </span>
          )}
          {practice && (
            <span className={`${styles.badge} ${styles.practice}`}>
              <Beaker16Filled aria-hidden />
              {text.frame.practice}
            </span>
          )}
          {steps !== undefined && <span className={styles.badge}>{text.steps(steps.done, steps.total)}</span>}
          <Button
            size="small"
            appearance="subtle"
            icon={<Edit20Regular />}
            disabled={view === undefined}
            onClick={() => setEditing(true)}
          >
            {text.details.edit}
          </Button>
        </div>
      </div>
      <Tabs
        label={text.frame.pages}
        chosen={page}
        onChoose={(chosen) => move({ type: 'setup', setup, page: chosen })}
        items={pagesOf(view).map((key) => ({
          key,
          label: text.pages[key],
          count: <Count view={view} page={key} />,
        }))}
      />
      {location.asked === 'export' && <ExportDialog setup={setup} onClose={() => move({ type: 'asked' })} />}
      {view !== undefined && editing && <SetupDetailsDialog view={view} onClose={() => setEditing(false)} />}
    </header>
  )
}

function Count({ view, page }: { readonly view: SetupView | undefined; readonly page: SetupPage }) {
  const run = useSnapshot(
    'run.get',
    { run: view?.lastRunId ?? '' },
    view !== undefined && view.lastRunId !== null,
  ).value
  const said = () => {
    if (view === undefined) return ''
    if (page === 'mailboxes' && view.mailboxes.total > 0)
      return view.signIns.senders
        ? text.of(view.mailboxes.authorised, view.mailboxes.total)
        : String(view.mailboxes.total)
    // what another PC recorded is nothing that was verified here
    if (page === 'verify' && run !== undefined && run.run.importedAt === null)
      return text.of(run.summary.planned - run.summary.unexpected, run.summary.planned)
    return ''
  }
  const count = said()
  return count === '' ? null : <span className={styles.count}>{count}</span>
}
