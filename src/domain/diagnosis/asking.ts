/** Which of the catalogue's questions to ask when a text says nothing that is known. */
import { surfaceOf, type DiagnosisContext } from './context.ts'
import type { Facts } from './facts.ts'
import type { Vocabulary } from './vocabulary.schema.ts'

const mostCodes = 6

export function askForMore(
  telling: readonly Facts[],
  vendor: string | undefined,
  context: DiagnosisContext,
  { capture, unknownNumber, otherVendor, codesAlone }: Vocabulary['asking'],
): string[] {
  const number = telling.flatMap((one) => [...one.aadsts])[0]
  if (number !== undefined) return [filled(unknownNumber, 'number', String(number))]
  if (vendor !== undefined) return [filled(otherVendor, 'vendor', vendor)]
  const next = capture[surfaceOf(context) ?? 'any'] ?? capture['any'] ?? ''
  const codes = new Set(telling.flatMap((one) => [...one.basic, ...one.enhanced]))
  return codes.size === 0
    ? [next]
    : [`${filled(codesAlone, 'codes', [...codes].slice(0, mostCodes).join(', '))} ${next}`]
}

function filled(sentence: string, name: string, value: string): string {
  return sentence.replaceAll(`{${name}}`, () => value)
}
