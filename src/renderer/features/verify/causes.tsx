/** Why a probe failed, most likely first, and who can put it right how. */
import type { Candidate, Diagnosis, Remedy } from '../../../domain/diagnosis/diagnosis.ts'
import { text } from '../../text/en.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Part } from '../../ui/detail.tsx'
import { Path } from '../../ui/path.tsx'
import styles from './verify.module.css'

export function Causes({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const [first, ...others] = diagnosis.candidates
  if (first === undefined) return <p>{text.verify.unknownCause}</p>
  return (
    <>
      <p>{first.explanation}</p>
      <Remedies cause={first} />
      {others.length > 0 && (
        <Part title={text.verify.alsoPossible}>
          {others.map((cause) => (
            <details key={cause.tag} className={styles['other']}>
              <summary>{cause.title}</summary>
              <p>{cause.explanation}</p>
              <Remedies cause={cause} />
            </details>
          ))}
        </Part>
      )}
      {diagnosis.questions.length > 0 && (
        <Part title={text.verify.questions}>
          <ul className={styles['questions']}>
            {diagnosis.questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
}

function Remedies({ cause }: { readonly cause: Candidate }) {
  return cause.remedies.map((remedy) => <RemedyBox key={remedy.text} remedy={remedy} />)
}

function RemedyBox({ remedy }: { readonly remedy: Remedy }) {
  return (
    <div className={styles['remedy']}>
      <p>
        <strong>{text.remedyRoles[remedy.role]}:</strong> {remedy.text}
      </p>
      {remedy.portal.length > 0 && <Path parts={remedy.portal} />}
      {remedy.command !== undefined && (
        <div className={styles['command']}>
          <pre tabIndex={0}>{remedy.command}</pre>
          <CopyButton value={remedy.command} what={text.verify.command} />
        </div>
      )}
    </div>
  )
}
