/** What a page shows could not be read: said with the button that asks again. */
import { Button } from '@fluentui/react-components'
import type { AppError } from '../../domain/problem/app-error.ts'
import { useAgain } from '../data/use-desktop.ts'
import { text } from '../desk/words.ts'
import { ErrorNote } from '../kit/error-note.tsx'

export function LoadError({ error }: { readonly error: AppError }) {
  const again = useAgain()
  return (
    <ErrorNote
      error={error}
      actions={
        <Button size="small" onClick={again}>
          {text.error.tryAgain}
        </Button>
      }
    />
  )
}
