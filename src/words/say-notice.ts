/** Turns a notice into what a person reads. */
import type { Notice } from '../domain/notice.schema.ts'
import type { Face } from './shape/say-finding.ts'
import type { Words } from './words.ts'

export function sayNotice(words: Pick<Words, 'notices'>, notice: Notice, face: Face): string {
  return (words.notices[notice.code] as (facts: Notice, to: { readonly face: Face }) => string)(notice, {
    face,
  })
}
