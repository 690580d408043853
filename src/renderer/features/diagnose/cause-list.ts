/** Which causes a person means by a few words. Pure. */
import type { CauseLine, Surface } from '../../../domain/diagnosis/cause-page.schema.ts'
import { text } from '../../desk/words.ts'

/** Every word has to occur; those whose title, tag or code says it stand before those whose explanation does. */
export function causesFor(lines: readonly CauseLine[], wanted: string): readonly CauseLine[] {
  const words = wanted
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return lines
  const scored = lines.flatMap((line) => {
    const head =
      `${line.title} ${line.tag} ${line.tag.replaceAll('_', ' ')} ${line.codes.join(' ')}`.toLowerCase()
    const whole = `${head} ${line.explanation.toLowerCase()}`
    if (!words.every((word) => whole.includes(word))) return []
    return [{ line, inHead: words.every((word) => head.includes(word)) }]
  })
  return [...scored.filter(({ inHead }) => inHead), ...scored.filter(({ inHead }) => !inHead)].map(
    ({ line }) => line,
  )
}

/** In the order in which Diagnose offers them. */
const surfaces = Object.keys(text.diagnose.surfaces) as readonly Surface[]

/** Each cause once, where it is seen most. */
export function bySurface(
  lines: readonly CauseLine[],
): readonly { readonly surface: Surface; readonly lines: readonly CauseLine[] }[] {
  return surfaces
    .map((surface) => ({ surface, lines: lines.filter((line) => line.surfaces[0] === surface) }))
    .filter((group) => group.lines.length > 0)
}
