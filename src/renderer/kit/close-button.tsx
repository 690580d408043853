/** Ends a dialog that only tells something. */
import { Button } from '@fluentui/react-components'
import { text } from '../desk/words.ts'

export function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <Button appearance="primary" onClick={onClose}>
      {text.transfer.close}
    </Button>
  )
}
