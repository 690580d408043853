/** Gives the table its whole width back; in a small window the way back stands above the detail already. */
import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { text } from '../../desk/words.ts'
import { Buttons } from '../../kit/detail.tsx'
import { narrowQuery, useMedia } from '../../kit/surroundings.ts'

export function CloseDetail({
  onClose,
  children,
}: {
  readonly onClose: () => void
  /** What can be done with what is open; comes first. */
  readonly children?: ReactNode
}) {
  const narrow = useMedia(narrowQuery)
  if (narrow && children === undefined) return null
  return (
    <Buttons>
      {children}
      {!narrow && <Button onClick={onClose}>{text.transfer.close}</Button>}
    </Buttons>
  )
}
