/** At the end: the registration that signed the administrator in is kept, or removed from the tenant. */
import { Button } from '@fluentui/react-components'
import { text } from '../../desk/words.ts'
import { NoteBox } from '../../kit/note-box.tsx'
import { StageButtons } from './stages.tsx'
import type { RegistrationWork } from './use-registration.ts'

interface AdministrationQuestionProps {
  readonly work: RegistrationWork
  readonly busy: boolean
  readonly onKeep: () => void
}

export function AdministrationQuestion({ work, busy, onKeep }: AdministrationQuestionProps) {
  // Only a registration of this tenant is anybody's to remove here.
  const own = work.doors?.last?.clientId ?? null
  if (own === null || work.doors?.last?.commandLineTools === true) return null
  const { administration: say } = text
  return (
    <NoteBox tone="info">
      <p>
        <strong>{say.title}</strong> {say.what}
      </p>
      <StageButtons>
        <Button
          size="small"
          disabledFocusable={busy}
          onClick={() => work.prepare({ errand: 'administration' })}
        >
          {say.go}
        </Button>
        <Button size="small" appearance="subtle" onClick={onKeep}>
          {say.keep}
        </Button>
      </StageButtons>
    </NoteBox>
  )
}
