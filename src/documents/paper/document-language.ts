/** In whose words a document is written, and how its dates and lists look. */
import type { Words } from '../../words/words.ts'

export interface DocumentLanguage {
  readonly words: Words
  /** What `Intl` calls the language. */
  readonly locale: string
}
