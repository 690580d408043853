/** The left side: where the person can go, what is under way, and the state of keychain and network. */
import {
  AppsListDetail20Filled,
  AppsListDetail20Regular,
  Beaker16Regular,
  BookQuestionMark20Filled,
  BookQuestionMark20Regular,
  CalendarClock20Filled,
  CalendarClock20Regular,
  Navigation20Regular,
  QuestionCircle20Filled,
  QuestionCircle20Regular,
  Settings20Filled,
  Settings20Regular,
  Stethoscope20Filled,
  Stethoscope20Regular,
} from '@fluentui/react-icons'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { sayProblem } from '../../words/shape/say-problem.ts'
import { text, words } from '../desk/words.ts'
import { StateIcon } from '../kit/state-icon.tsx'
import { activitiesOf, type Activity } from '../data/activity.ts'
import type { SetupPage } from '../data/location.ts'
import { useAction, useEveryKnownSnapshot, useSnapshot } from '../data/use-desktop.ts'
import { useLocation } from '../data/use-location.ts'
import styles from './navigation.module.css'
import { signInLine, signInState, signInTone } from './sign-in-state.ts'

export function Navigation() {
  const { location, move } = useLocation()
  const { place } = location
  const setups = useSnapshot('setup.list', null).value?.cards ?? []
  const [open, setOpen] = useState(false)
  const panel = useRef<HTMLDivElement>(null)
  const toggle = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (open) panel.current?.querySelector<HTMLElement>('button')?.focus()
  }, [open])
  const close = () => setOpen(false)
  return (
    <nav
      className={styles.nav}
      aria-label={text.frame.navigation}
      data-open={open}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        close()
        toggle.current?.focus()
      }}
    >
      <div className={styles.top}>
        <Brand />
        <button
          type="button"
          ref={toggle}
          className={styles.toggle}
          aria-label={text.frame.menu}
          aria-expanded={open}
          title={text.frame.menu}
          onClick={() => setOpen(!open)}
        >
          <Navigation20Regular aria-hidden />
        </button>
      </div>
      <div className={styles.panel} ref={panel}>
        <ul className={styles.places}>
          <li>
            <NavButton
              here={place.at === 'setups' || place.at === 'new-setup'}
              within={place.at === 'setup'}
              icon={
                place.at !== 'setups' && place.at !== 'new-setup' && place.at !== 'setup' ? (
                  <AppsListDetail20Regular />
                ) : (
                  <AppsListDetail20Filled />
                )
              }
              onGo={() => {
                move({ type: 'go', place: 'setups' })
                close()
              }}
            >
              {text.frame.setups}
            </NavButton>
            {setups.length > 0 && (
              <ul className={styles.subs} aria-label={text.frame.setups}>
                {setups.map((setup) => (
                  <li key={setup.id}>
                    <button
                      type="button"
                      className={styles.sub}
                      aria-current={place.at === 'setup' && place.setup === setup.id ? 'page' : undefined}
                      title={setup.name}
                      dir="auto"
                      onClick={() => {
                        move({ type: 'setup', setup: setup.id })
                        close()
                      }}
                    >
                      {setup.practice && <Beaker16Regular aria-label={text.frame.practice} />}
                      <span className={styles.subName}>{setup.name}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </li>
          <li>
            <NavButton
              here={place.at === 'diagnose'}
              icon={place.at === 'diagnose' ? <Stethoscope20Filled /> : <Stethoscope20Regular />}
              onGo={() => {
                move({ type: 'go', place: 'diagnose' })
                close()
              }}
            >
              {text.frame.diagnose}
            </NavButton>
          </li>
          <li>
            <NavButton
              here={place.at === 'causes'}
              icon={place.at === 'causes' ? <BookQuestionMark20Filled /> : <BookQuestionMark20Regular />}
              onGo={() => {
                move({ type: 'cause', tag: null })
                close()
              }}
            >
              {text.frame.causes}
            </NavButton>
          </li>
          <li>
            <NavButton
              here={place.at === 'expiries'}
              icon={place.at === 'expiries' ? <CalendarClock20Filled /> : <CalendarClock20Regular />}
              onGo={() => {
                move({ type: 'go', place: 'expiries' })
                close()
              }}
            >
              {text.frame.expiries}
            </NavButton>
          </li>
          <li>
            <NavButton
              here={place.at === 'help'}
              icon={place.at === 'help' ? <QuestionCircle20Filled /> : <QuestionCircle20Regular />}
              onGo={() => {
                move({ type: 'help', part: 'guide' })
                close()
              }}
            >
              {text.frame.help}
            </NavButton>
          </li>
          <li>
            <NavButton
              here={place.at === 'settings'}
              icon={place.at === 'settings' ? <Settings20Filled /> : <Settings20Regular />}
              onGo={() => {
                move({ type: 'go', place: 'settings' })
                close()
              }}
            >
              {text.frame.settings}
            </NavButton>
          </li>
        </ul>
        <Activities
          names={new Map(setups.map((setup) => [setup.id, setup.name]))}
          onGo={(setup, page) => {
            move({ type: 'setup', setup, page, focus: true })
            close()
          }}
        />
        <MachineState />
      </div>
    </nav>
  )
}

interface NavButtonProps {
  readonly here: boolean
  readonly within?: boolean
  readonly icon: ReactNode
  readonly onGo: () => void
  readonly children: string
}

function NavButton({ here, within = false, icon, onGo, children }: NavButtonProps) {
  return (
    <button
      type="button"
      className={styles.place}
      title={children}
      aria-current={here ? 'page' : within ? 'true' : undefined}
      onClick={onGo}
    >
      {icon}
      <span className={styles.label}>{children}</span>
    </button>
  )
}

interface ActivitiesProps {
  readonly names: ReadonlyMap<string, string>
  readonly onGo: (setup: string, page: SetupPage) => void
}

const pageOf: Readonly<Record<Activity['kind'], SetupPage>> = {
  authorise: 'mailboxes',
  verify: 'verify',
  exchange: 'exchange',
  read: 'registration',
  preview: 'registration',
  apply: 'registration',
  revert: 'registration',
}

function Activities({ names, onGo }: ActivitiesProps) {
  const activities = activitiesOf(useEveryKnownSnapshot())
  return (
    <ul className={styles.activities} aria-label={text.frame.underWay}>
      {activities.map(({ setup, kind, done, total }) => (
        <li key={`${kind} ${setup}`}>
          <button
            type="button"
            className={styles.activity}
            title={`${text.frame.activity[kind](done, total)} ${names.get(setup) ?? ''}`}
            onClick={() => onGo(setup, pageOf[kind])}
          >
            <span className={styles.label}>{text.frame.activity[kind](done, total)}</span>
            <span className={styles.of} dir="auto">
              {names.get(setup) ?? ''}
            </span>
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${total === 0 ? 0 : (100 * done) / total}%` }} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function MachineState() {
  const status = useSnapshot('app.status', null).value
  const trouble = status?.keychainProblem ?? null
  const test = useAction()
  const signIn = signInState(status?.signIn ?? [])
  return (
    <ul className={styles.machine} aria-label={text.frame.thisPc}>
      {status !== undefined && (
        <>
          <li
            title={
              trouble === null
                ? text.frame.keychain[status.keychain](status.platform)
                : sayProblem(words, trouble, 'window').what
            }
          >
            <StateIcon tone={status.keychain === 'ready' ? 'good' : 'bad'} />
            <span className={styles.label}>{text.frame.keychain[status.keychain](status.platform)}</span>
          </li>
          <li>
            <button
              type="button"
              className={styles.test}
              title={status.signIn.map(signInLine).join('\n')}
              disabled={test.busy}
              onClick={() => void test.run('app.testSignIn', null)}
            >
              <StateIcon tone={signInTone[signIn]} />
              <span className={styles.label} role="status">
                {text.frame.signIn[signIn]}
              </span>
              <span className={`${styles.label} ${styles.testWord}`}>{text.frame.testSignIn}</span>
            </button>
          </li>
        </>
      )}
    </ul>
  )
}

/** Name and mark of the product. */
function Brand() {
  return (
    <p className={styles.brand}>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden>
        <rect width="22" height="22" rx="5" fill="var(--colorBrandBackground)" />
        <path
          d="M5 7.2h12v7.6H5z M5 7.4l6 4.4 6-4.4"
          fill="none"
          stroke="var(--colorNeutralForegroundOnBrand)"
          strokeWidth="1.4"
        />
      </svg>
      {text.product}
    </p>
  )
}
