/** Copies one value. The button itself says that it worked, politely, and goes back to its name. */
import { Button, type ButtonProps } from '@fluentui/react-components'
import { Checkmark16Regular, Copy16Regular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { text } from '../desk/words.ts'

interface CopyButtonProps {
  readonly value: string
  /** What is copied, for people who cannot see what stands beside the button. */
  readonly what: string
  readonly label?: string
  readonly appearance?: NonNullable<ButtonProps['appearance']>
  readonly size?: NonNullable<ButtonProps['size']>
}

type Copying = 'ready' | 'copied' | 'refused'

export function CopyButton({
  value,
  what,
  label = text.copy.copy,
  appearance = 'secondary',
  size = 'small',
}: CopyButtonProps) {
  const [state, setState] = useState<Copying>('ready')
  useEffect(() => {
    if (state === 'ready') return undefined
    const timer = window.setTimeout(() => setState('ready'), 2500)
    return () => window.clearTimeout(timer)
  }, [state])
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => setState('copied'),
      () => setState('refused'),
    )
  }
  const shown = state === 'copied' ? text.copy.copied : state === 'refused' ? text.copy.refused : label
  return (
    <>
      <Button
        size={size}
        appearance={appearance}
        icon={state === 'copied' ? <Checkmark16Regular /> : <Copy16Regular />}
        aria-label={`${label}: ${what}`}
        onClick={copy}
      >
        {shown}
      </Button>
      <span className="visually-hidden" role="status">
        {state === 'copied' ? text.copy.announced(what) : state === 'refused' ? text.copy.refusedHow : ''}
      </span>
    </>
  )
}
