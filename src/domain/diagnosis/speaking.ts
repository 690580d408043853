/** Who speaks in a text: Microsoft, or the server of somebody else. */
import type { Facts } from './facts.ts'
import type { Speaker } from './vocabulary.schema.ts'

/** The mail service whose server wrote the text, unless Microsoft speaks in it too. */
export function foreignVendor(facts: Facts): string | undefined {
  if (facts.aadsts.size > 0) return undefined
  const speaker = spokenTo(facts) ?? (isMicrosofts(facts) ? undefined : othersMail(facts)[0])
  return speaker?.name
}

/** The service of somebody else to whose host the program spoke, whatever else is named. */
export function spokenTo(facts: Facts): Speaker | undefined {
  const host = facts.endpoint?.place === undefined ? facts.endpoint?.host : undefined
  return othersMail(facts).find(({ words }) => words.some((word) => host?.includes(word) === true))
}

function othersMail({ speakers }: Facts): readonly Speaker[] {
  return speakers.filter(({ kind }) => kind === 'mail' || kind === 'service')
}

export function isMicrosofts({ aadsts, speakers }: Facts): boolean {
  return aadsts.size > 0 || speakers.some(({ kind }) => kind === 'microsoft')
}

/** Exchange Online refuses a sign-in with 5.7.3 or 5.7.139, never with the 5.7.8 of other servers. */
export function isOthersRefusal(facts: Facts): boolean {
  return facts.enhanced.has('5.7.8') && !isMicrosofts(facts)
}
