/** Which kinds of probe only look. Without the schemas, so that the page can ask it too. */
import type { ProbeKind, ReadProbe } from '../recipe/recipe.ts'

const onlyLooks: Readonly<Record<ReadProbe, true>> = {
  'graph-read': true,
  'imap-read': true,
  'ews-app': true,
}

/** True for a probe that only looks: nothing is sent, so nothing can arrive. */
export function isReadProbe(kind: ProbeKind): kind is ReadProbe {
  return Object.hasOwn(onlyLooks, kind)
}
