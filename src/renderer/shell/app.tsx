/** The whole page: connection to main, theme, location, and the frame around every place. */
import { FluentProvider } from '@fluentui/react-components'
import {
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useState,
  type Dispatch,
  type SetStateAction,
} from 'react'
import { CausesPage } from '../features/diagnose/causes-page.tsx'
import { DiagnosePage } from '../features/diagnose/diagnose-page.tsx'
import { emptyDraft, type Draft } from '../features/diagnose/draft.ts'
import { ExpiriesPage } from '../features/expiries/expiries-page.tsx'
import { HelpPage } from '../features/help/help-page.tsx'
import { NewSetupPage } from '../features/setups/new-setup-page.tsx'
import { SetupsPage } from '../features/setups/setups-page.tsx'
import type { AppCommand } from '../../contract/events.schema.ts'
import type { Desktop } from '../desk/desktop.ts'
import { ExplainContext } from '../kit/failures.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { explainError } from '../pieces/diagnosed-causes.tsx'
import type { Drafts } from '../data/drafts.ts'
import { placeOf, reduceLocation, startFrom, type Location, type Move } from '../data/location.ts'
import { Navigation } from './navigation.tsx'
import { Notices } from './notices.tsx'
import { SettingsPage } from './settings-page.tsx'
import { SetupFrame } from './setup-frame.tsx'
import { Store } from '../data/store.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { useTheme } from './theme.ts'
import { DesktopContext, useAction, useDrafts, useEvent, useSnapshot } from '../data/use-desktop.ts'
import { LocationContext, useLocation } from '../data/use-location.ts'
import { text } from '../desk/words.ts'
import { useNow } from '../kit/surroundings.ts'
import { titleOf } from '../data/activity.ts'
import styles from './app.module.css'

interface AppProps {
  readonly desktop: Desktop
  readonly drafts: Drafts
}

export function App({ desktop, drafts }: AppProps) {
  const [store] = useState(() => new Store(desktop))
  useEffect(() => store.connect(), [store])
  const connection = useMemo(() => ({ desktop, store, drafts }), [desktop, store, drafts])
  return (
    <DesktopContext value={connection}>
      <Themed />
    </DesktopContext>
  )
}

function Themed() {
  const drafts = useDrafts()
  const theme = useTheme(useSnapshot('app.theme', null).value?.theme ?? 'system')
  const [location, move] = useReducer(reduceLocation, drafts.place, startFrom)
  const where = useMemo(() => ({ location, move }), [location])
  const place = useMemo(() => placeOf(location), [location])
  useEffect(() => drafts.keepPlace(place), [drafts, place])
  useShortcuts(move)
  useEvent(
    'app.command',
    useCallback(({ command }) => move(moveOf(command)), []),
  )
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

/** Where the menu's commands lead. */
function moveOf(command: AppCommand): Move {
  switch (command) {
    case 'guide':
    case 'about':
      return { type: 'help', part: command, focus: true }
    case 'import':
    case 'export':
    case 'invitation':
      return { type: 'ask', for: command }
    case 'new-setup':
    case 'settings':
    case 'diagnose':
      return { type: 'go', place: command, focus: true }
  }
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
      return <NewSetupPage template={place.template} like={place.like} />
    case 'diagnose':
      return <DiagnosePage draft={draft} onDraft={onDraft} />
    case 'causes':
      return <CausesPage tag={place.tag} />
    case 'help':
      return <HelpPage part={place.part} />
    case 'expiries':
      return <ExpiriesPage />
    case 'settings':
      return <SettingsPage />
    case 'setup':
      return <SetupFrame key={place.setup} setup={place.setup} page={place.page} />
  }
}

/** The window's title: which setup is open, and for how long there is nothing to do but wait. Draws nothing. */
function WindowTitle() {
  const { place } = useLocation().location
  const setups = useSnapshot('setup.list', null).value?.cards ?? []
  const { run } = useAction()
  const title = titleOf(place, setups, useNow())
  useEffect(() => {
    document.title = title === '' ? text.product : `${title} – ${text.product}`
    void run('app.setTitle', { text: title })
  }, [run, title])
  return null
}
