/** Where a file or folder was written, in words that can be read out and a path that can be copied. */
import { text } from '../desk/words.ts'
import { Address } from './address.tsx'
import { NoteBox } from './note-box.tsx'

export function SavedNote({ path }: { readonly path: string }) {
  return (
    <NoteBox tone="good">
      <p role="status">
        {text.transfer.saved} <Address>{path}</Address>
      </p>
    </NoteBox>
  )
}
