/** Diagnose: one box, paste anything; the answer appears beside it while you type, without a network. */
import { Field, Select } from '@fluentui/react-components'
import { useCallback, useMemo, type Dispatch, type SetStateAction } from 'react'
import type { DiagnoseInput } from '../../../contract/diagnosed-view.schema.ts'
import { redact } from '../../../domain/text/redact.ts'
import { Page } from '../../pieces/page.tsx'
import { useSnapshot } from '../../data/use-desktop.ts'
import { useDiagnosis } from '../../data/use-diagnosis.ts'
import { text } from '../../desk/words.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import { Answer } from './answer.tsx'
import styles from './diagnose-page.module.css'
import { largestShown, withText, type Draft } from './draft.ts'
import { TextBox } from './text-box.tsx'

interface DiagnosePageProps {
  readonly draft: Draft
  readonly onDraft: Dispatch<SetStateAction<Draft>>
}

export function DiagnosePage({ draft, onDraft }: DiagnosePageProps) {
  const setups = useSnapshot('setup.list', null).value?.cards ?? []
  const setup = setups.some((one) => one.id === draft.setup) ? draft.setup : null
  const input = useMemo<DiagnoseInput | null>(
    () =>
      draft.text.trim() === ''
        ? null
        : {
            // what was pasted is masked already; what was typed since is masked before it leaves the box
            text: draft.text.length > largestShown ? draft.text : redact(draft.text),
            setup,
            mailbox: null,
            surface: draft.surface,
            stage: null,
            flow: null,
            answers: { ...draft.answers },
          },
    [draft.text, draft.surface, draft.answers, setup],
  )
  const { value, error, behind } = useDiagnosis(input)
  const setText = useCallback(
    (next: string, name: string, masked: boolean) =>
      onDraft((before) => withText(before, next, name, masked)),
    [onDraft],
  )
  const change = (part: Partial<Draft>) => onDraft((before) => ({ ...before, ...part }))
  const first = value?.diagnosis.candidates[0]
  return (
    <Page title={text.diagnose.title}>
      <p className={styles.lead}>{text.diagnose.lead}</p>
      <div className={styles.panes}>
        <div className={styles.ask}>
          <TextBox draft={draft} onText={setText} />
          <div className={styles.context}>
            <Field label={text.diagnose.setup}>
              <Select
                value={setup ?? ''}
                onChange={(_, data) => change({ setup: data.value === '' ? null : data.value, answers: {} })}
              >
                <option value="">{text.diagnose.noSetup}</option>
                {setups.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={text.diagnose.surface}>
              <Select
                value={draft.surface ?? ''}
                onChange={(_, data) =>
                  change({ surface: data.value === '' ? null : data.value, answers: {} })
                }
              >
                <option value="">{text.diagnose.anySurface}</option>
                {Object.entries(text.diagnose.surfaces).map(([surface, name]) => (
                  <option key={surface} value={surface}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        </div>
        <section className={styles.answer} aria-label={text.diagnose.answer} aria-busy={behind}>
          <h2 className="visually-hidden">{text.diagnose.answer}</h2>
          {error === null ? (
            <Answer draft={draft} view={value} onAnswers={(answers) => change({ answers })} />
          ) : (
            <ErrorNote error={error} />
          )}
        </section>
      </div>
      <span className="visually-hidden" role="status">
        {value === null || behind
          ? ''
          : first === undefined
            ? text.diagnose.nothing
            : text.diagnose.spoken(value.diagnosis.candidates.length, first.title)}
      </span>
    </Page>
  )
}
