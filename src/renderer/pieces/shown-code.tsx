/** The code that somebody enters on another device, with where. */
import type { ShownCodeView } from '../../contract/registration-views.schema.ts'
import { text } from '../desk/words.ts'
import { CopyButton } from '../kit/copy-button.tsx'
import { Address } from '../kit/values.tsx'
import styles from './shown-code.module.css'

/** Read out as soon as it comes: whoever waits for it does not look for it. */
export function ShownCode({ code: { address, code } }: { readonly code: ShownCodeView }) {
  const { act: say } = text.registration
  return (
    <p className={styles.code} role="status">
      {say.code(address)} <Address>{code}</Address>
      <CopyButton value={code} what={say.theCode} />
    </p>
  )
}
