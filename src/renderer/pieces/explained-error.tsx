/** What an error means, below the error itself: the same causes as everywhere, for the setup the person is in. */
import { sayError, text } from '../desk/words.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import type { ErrorOrigin } from '../kit/explain-context.ts'
import { DiagnosedCauses } from './diagnosed-causes.tsx'
import { useLocation } from '../data/use-location.ts'

interface ExplainedErrorProps {
  readonly error: AppError
  readonly origin: ErrorOrigin
}

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
