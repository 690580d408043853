/** The causes of a failure that happened in a setup: questions can be answered, and the step is one click away. */
import { useMemo, useState, type ReactNode } from 'react'
import type { DiagnosedView, DiagnoseInput } from '../../contract/diagnosed-view.schema.ts'
import type { Diagnosis } from '../../domain/diagnosis/diagnosis.schema.ts'
import { Causes } from '../kit/causes.tsx'
import { ErrorNote } from '../kit/error-note.tsx'
import { useAction } from '../data/use-desktop.ts'
import { useDiagnosis } from '../data/use-diagnosis.ts'
import { useLocation } from '../data/use-location.ts'
import { sayError, text } from '../desk/words.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import type { ErrorOrigin } from '../kit/failures.ts'

const nothingAnswered: Readonly<Record<string, string>> = {}

type Answers = Readonly<Record<string, string>>

interface AnsweredCausesProps {
  readonly setup: string | null
  readonly diagnosis: Diagnosis
  readonly steps: DiagnosedView['steps']
  readonly answers: Answers
  readonly onAnswers: (answers: Answers) => void
  readonly unknown: ReactNode
  readonly titled?: boolean
  readonly seen?: boolean
}

/** Causes with what can be done from here: answer, open a link, go to the step. */
export function AnsweredCauses({
  setup,
  diagnosis,
  steps,
  answers,
  onAnswers,
  unknown,
  titled = false,
  seen = false,
}: AnsweredCausesProps) {
  const { move } = useLocation()
  const links = useAction()
  return (
    <>
      <Causes
        diagnosis={diagnosis}
        titled={titled}
        seen={seen}
        unknown={unknown}
        onAnswer={(question, choice) => onAnswers({ ...answers, [question.id]: choice })}
        onStartOver={Object.keys(answers).length > 0 ? () => onAnswers(nothingAnswered) : undefined}
        onOpenLink={(url) => void links.run('app.openLink', { url })}
        onOpenCause={(tag) => move({ type: 'cause', tag, focus: true })}
        stepOf={(cause) => {
          const step = steps.find((one) => one.id === cause.step)
          if (setup === null || step === undefined) return undefined
          return {
            title: step.title,
            onGo: () => move({ type: 'setup', setup, page: 'plan', open: { step: step.id }, focus: true }),
          }
        }}
      />
      {links.error !== null && <ErrorNote error={links.error} onDismiss={links.clear} />}
    </>
  )
}

interface DiagnosedCausesProps {
  readonly setup: string | null
  /** What the other side said. */
  readonly said: string
  readonly surface: string | null
  readonly stage?: string | null
  readonly flow: string | null
  readonly mailbox: string | null
  /** Shown until main has answered; null shows nothing until then. */
  readonly known: Diagnosis | null
  readonly unknown: ReactNode
  readonly titled?: boolean
  /** The outcome itself tells the cause, not what was said. */
  readonly seen?: boolean
}

export function DiagnosedCauses(props: DiagnosedCausesProps) {
  const {
    setup,
    said,
    surface,
    stage = null,
    flow,
    mailbox,
    known,
    unknown,
    titled = false,
    seen = false,
  } = props
  const [answers, setAnswers] = useState(nothingAnswered)
  const input = useMemo<DiagnoseInput>(
    () => ({ text: said, setup, mailbox, surface, stage, flow, answers: { ...answers } }),
    [said, setup, mailbox, surface, stage, flow, answers],
  )
  const { value, error } = useDiagnosis(input)
  // what was kept with the run stays what is shown, unless it cannot be answered or was answered just now
  const isAsked = Object.keys(answers).length === 0
  const keeps = isAsked && known !== null && (known.asking !== undefined || known.questions.length === 0)
  const diagnosis = keeps ? known : (value?.diagnosis ?? known)
  if (diagnosis === null) return error === null ? null : <ErrorNote error={error} />
  return (
    <AnsweredCauses
      setup={setup}
      diagnosis={diagnosis}
      steps={value?.steps ?? []}
      answers={answers}
      onAnswers={setAnswers}
      unknown={unknown}
      titled={titled}
      seen={seen}
    />
  )
}

interface ExplainedErrorProps {
  readonly error: AppError
  readonly origin: ErrorOrigin
}

/** What an error means, below the error itself: the same causes as everywhere, for the setup the person is in. */
export function explainError(error: AppError, origin: ErrorOrigin) {
  return <ExplainedError error={error} origin={origin} />
}

function ExplainedError({ error, origin }: ExplainedErrorProps) {
  const { place } = useLocation().location
  return (
    <DiagnosedCauses
      setup={place.at === 'setup' ? place.setup : null}
      said={`${sayError(error).what} ${error.details ?? ''}`}
      surface={origin.surface ?? null}
      flow={origin.flow ?? null}
      mailbox={origin.mailbox ?? null}
      known={null}
      unknown={<p>{text.diagnose.unknown}</p>}
    />
  )
}
