/** The whole page: connection to main, theme, location, and the frame around every place. */
import { FluentProvider } from '@fluentui/react-components'
import { useEffect, useMemo, useReducer, useState, type Dispatch, type SetStateAction } from 'react'
import { DiagnosePage } from '../features/diagnose/diagnose-page.tsx'
import { emptyDraft, type Draft } from '../features/diagnose/draft.ts'
import { NewSetupPage } from '../features/setups/new-setup-page.tsx'
import { SetupsPage } from '../features/setups/setups-page.tsx'
import type { Desktop } from '../desktop.ts'
import styles from './app.module.css'
import { ExplainContext } from '../kit/explain-context.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { explainError } from '../pieces/explained-error.tsx'
import { reduceLocation, startLocation, type Location } from '../data/location.ts'
import { Navigation } from './navigation.tsx'
import { Notices } from './notices.tsx'
import { SettingsPage } from './settings-page.tsx'
import { SetupFrame } from './setup-frame.tsx'
import { Store } from '../data/store.ts'
import { useTheme } from './theme.ts'
import { DesktopContext, useSnapshot } from '../data/use-desktop.ts'
import { LocationContext } from '../data/use-location.ts'
import { WindowTitle } from './window-title.tsx'

export function App({ desktop }: { readonly desktop: Desktop }) {
  const [store] = useState(() => new Store(desktop))
  useEffect(() => store.connect(), [store])
  const connection = useMemo(() => ({ desktop, store }), [desktop, store])
  return (
    <DesktopContext value={connection}>
      <Themed />
    </DesktopContext>
  )
}

function Themed() {
  const theme = useTheme(useSnapshot('app.theme', null).value?.theme ?? 'system')
  const [location, move] = useReducer(reduceLocation, startLocation)
  const where = useMemo(() => ({ location, move }), [location])
  /** Stays while the window is open: whoever goes to a step comes back to the same text. */
  const [draft, setDraft] = useState(emptyDraft)
  return (
    <FluentProvider theme={theme} className={styles.app}>
      <LocationContext value={where}>
        <WindowTitle />
        <ExplainContext value={explainError}>
          <Navigation />
          <main className={styles.main}>
            <ErrorBoundary key={placeKey(location)}>
              <PlaceOf location={location} draft={draft} onDraft={setDraft} />
            </ErrorBoundary>
          </main>
          <Notices />
        </ExplainContext>
      </LocationContext>
    </FluentProvider>
  )
}

/** The pages of one setup share its frame: changing tabs must not take the focus from the tab. */
function placeKey({ place }: Location): string {
  return place.at === 'setup' ? place.setup : place.at
}

interface PlaceProps {
  readonly location: Location
  readonly draft: Draft
  readonly onDraft: Dispatch<SetStateAction<Draft>>
}

function PlaceOf({ location, draft, onDraft }: PlaceProps) {
  const { place } = location
  switch (place.at) {
    case 'setups':
      return <SetupsPage />
    case 'new-setup':
      return <NewSetupPage template={place.template} />
    case 'diagnose':
      return <DiagnosePage draft={draft} onDraft={onDraft} />
    case 'settings':
      return <SettingsPage />
    case 'setup':
      return <SetupFrame key={place.setup} setup={place.setup} page={place.page} />
  }
}
