/** One calm line: what changed since the run before. Nothing while a run is under way, or when it is the first. */
import type { RunView, SetupView } from '../../../contract/views.schema.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import styles from './since-previous.module.css'

export function SincePrevious({ view, run }: { readonly view: SetupView; readonly run: RunView }) {
  const ended = run.run.state === 'finished'
  const compared = useSnapshot('run.compare', { setup: view.id, run: run.run.id, before: null }, ended).value
  if (!ended || compared === undefined || compared === null) return null
  const { newlyFailing, fixed } = compared
  if (newlyFailing.length === 0 && fixed.length === 0) return null
  const addresses = (list: typeof fixed) => [...new Set(list.map(({ from }) => from))]
  return <p className={styles.since}>{text.verify.compared(addresses(newlyFailing), addresses(fixed))}</p>
}
