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
  return othersMail(facts).find(({ words }) =>
    words.some((word) => host?.includes(word.replaceAll('*', '')) === true),
  )
}

function othersMail({ speakers }: Facts): readonly Speaker[] {
  return speakers.filter(({ kind }) => kind === 'mail' || kind === 'service')
}

export function isMicrosofts({ aadsts, speakers }: Facts): boolean {
  return aadsts.size > 0 || speakers.some(({ kind }) => kind === 'microsoft')
}

/** With these Exchange refuses a sign-in, and with no others. */
const exchangesRefusals: readonly string[] = ['5.7.3', '5.7.139']

/** Codes for a sign-in that Exchange never gives. */
const othersRefusals: readonly string[] = ['5.7.7', '5.7.8', '5.7.9']

/** A sign-in that was refused in a way in which Exchange does not refuse one. */
export function isOthersRefusal(facts: Facts): boolean {
  const { basic, enhanced } = facts
  if (isMicrosofts(facts)) return false
  if (facts.isGreetedByOthers || othersRefusals.some((code) => enhanced.has(code))) return true
  return basic.has('535') && enhanced.size > 0 && !exchangesRefusals.some((code) => enhanced.has(code))
}
