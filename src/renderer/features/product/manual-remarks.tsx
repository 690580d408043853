/** Where the vendor's manual is not to be followed, short: what it says, what to do; an open point is said to be open. */
import type { ManualNote } from '../../../domain/recipe/recipe.schema.ts'
import { text } from '../../desk/words.ts'
import { NoteBox } from '../../kit/note-box.tsx'

export function ManualRemarks({ notes }: { readonly notes: readonly ManualNote[] }) {
  return notes.map((note) => (
    <NoteBox key={note.says} tone="caution">
      <p>
        <strong>{text.fieldSheet.manualSays}</strong> {note.says}
      </p>
      <p>
        <strong>{note.status === 'open' ? text.fieldSheet.manualTry : text.fieldSheet.manualDo}</strong>{' '}
        {note.do}
      </p>
      <p>
        <strong>{text.fieldSheet.manualBecause}</strong> {note.because}
      </p>
      {note.ask !== undefined && (
        <p>
          <strong>{text.fieldSheet.manualAsk}</strong> “{note.ask}”
        </p>
      )}
    </NoteBox>
  ))
}
