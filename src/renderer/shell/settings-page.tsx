/** Settings: how it looks, what this PC offers, where the data lives. */
import { Button, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { themes } from '../../contract/calls.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { sayProblem } from '../../words/shape/say-problem.ts'
import { text, words } from '../desk/words.ts'
import { Address } from '../kit/values.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { ErrorNote } from '../kit/error-note.tsx'
import { LoadError } from '../pieces/load-error.tsx'
import { StateWord } from '../kit/state-icon.tsx'
import { Page } from '../pieces/page.tsx'
import { SavedButtons } from '../pieces/saved-note.tsx'
import styles from './settings-page.module.css'
import { signInLine, signInTone } from './sign-in-state.ts'
import { SupportBundle } from './support-bundle.tsx'
import type { ThemeSetting } from '../kit/tones.ts'
import { useAction, useAgain, useSnapshot } from '../data/use-desktop.ts'

const settings: readonly ThemeSetting[] = [
  'system',
  'light',
  'dark',
] satisfies readonly (typeof themes)[number][]

export function SettingsPage() {
  const status = useSnapshot('app.status', null)
  const theme = useSnapshot('app.theme', null)
  const action = useAction()
  const test = useAction()
  /** What was just chosen is shown at once, before main has kept it. */
  const [chosen, setChosen] = useState<ThemeSetting | null>(null)
  const again = useAgain()
  const choose = async (setting: ThemeSetting) => {
    setChosen(setting)
    if ((await action.run('app.setTheme', { theme: setting })).ok) again()
    else setChosen(null)
  }
  const value = status.value
  return (
    <Page title={text.frame.settings}>
      {status.error !== undefined && <LoadError error={status.error} />}
      <section className={styles.card} aria-labelledby="settings-look">
        <h2 id="settings-look">{text.settings.look}</h2>
        <RadioGroup
          layout="horizontal"
          aria-labelledby="settings-look"
          value={chosen ?? theme.value?.theme ?? 'system'}
          onChange={(_, data) => {
            const setting = settings.find((candidate) => candidate === data.value)
            if (setting !== undefined) void choose(setting)
          }}
        >
          {settings.map((setting) => (
            <Radio key={setting} value={setting} label={text.settings.themes[setting]} />
          ))}
        </RadioGroup>
        <p className={styles.hint}>{text.settings.contrast}</p>
        {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      </section>
      <section className={styles.card} aria-labelledby="settings-pc">
        <h2 id="settings-pc">{text.frame.thisPc}</h2>
        <dl className={styles.facts}>
          <div>
            <dt>{text.settings.keychain(value?.platform ?? '')}</dt>
            <dd>
              {value !== undefined && (
                <>
                  <StateWord tone={value.keychain === 'ready' ? 'good' : 'bad'}>
                    {text.settings.keychainStates[value.keychain]}
                  </StateWord>
                  <p className={styles.hint}>{aboutKeychain(value.keychainProblem)}</p>
                </>
              )}
            </dd>
          </div>
          <div>
            <dt>{text.settings.network}</dt>
            <dd>
              {value !== undefined && (
                <>
                  {value.signIn.map((host) => (
                    <StateWord key={host.host} tone={signInTone[host.state]} whole>
                      {signInLine(host)}
                    </StateWord>
                  ))}
                  <p className={styles.hint}>{text.settings.networkHint}</p>
                  <Button
                    size="small"
                    disabled={test.busy}
                    onClick={() => void test.run('app.testSignIn', null)}
                  >
                    {test.busy ? text.settings.testing : text.settings.testNow}
                  </Button>
                  {test.error !== null && <ErrorNote error={test.error} onDismiss={test.clear} />}
                </>
              )}
            </dd>
          </div>
          <div>
            <dt>{text.settings.dataFolder}</dt>
            <dd className={styles.inline}>
              <Address>{value?.dataFolder ?? ''}</Address>
              {value !== undefined && (
                <>
                  <CopyButton value={value.dataFolder} what={text.settings.dataFolder} />
                  <SavedButtons path={value.dataFolder} folder />
                </>
              )}
              <p className={styles.hint}>{text.settings.dataHint}</p>
            </dd>
          </div>
          <div>
            <dt>{text.settings.user}</dt>
            <dd>
              <Address>{value?.user ?? ''}</Address>
            </dd>
          </div>
          <div>
            <dt>{text.settings.version}</dt>
            <dd>{value === undefined ? '' : `${text.product} ${value.version} · ${value.platform}`}</dd>
          </div>
        </dl>
      </section>
      <SupportBundle />
    </Page>
  )
}

function aboutKeychain(problem: AppError | null): string {
  if (problem === null) return text.settings.keychainUse
  const { what, next } = sayProblem(words, problem, 'window')
  return next === undefined ? what : `${what} ${next}`
}
