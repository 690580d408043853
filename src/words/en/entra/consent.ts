/** Consent on Microsoft's own page, on this PC or by a link. */
import { commandWord } from '../../../domain/text/command-word.ts'
import type { ConsentRequest } from '../../../domain/entra/consent/consent-request.ts'
import { list } from '../../shape/format.ts'

const locale = 'en-GB'
type Asked = Pick<ConsentRequest, 'permissions' | 'whole'>
const names = ({ permissions }: Asked) =>
  list(
    permissions.map(({ value, kind }) => (kind === 'application' ? `${value} (application)` : value)),
    locale,
  )

export const consent = {
  /** Before the browser opens, and with a link. */
  asks: (request: Asked) =>
    request.whole
      ? `The page asks for everything the registration lists: ${names(request)}. Grants for everyone that are not on that list are taken away.`
      : `The page asks for ${names(request)}.`,
  /** Microsoft does not say who pressed Accept. */
  given: (tenant: string, scopes: readonly string[]) =>
    scopes.length === 0
      ? `An administrator of ${tenant} gave consent.`
      : `An administrator of ${tenant} gave consent to ${list(scopes, locale)}.`,
  moved: (step: string) => `${step}: done, as the consent page answered.`,
  verify: (setup: string) => `To see what the tenant really has: audit ${commandWord(setup)}.`,
  link: (address: string) => `Link for an administrator of the tenant: ${address}`,
  linkWritten: (file: string) => `The link and what to do with it are written to ${file}.`,
  linkNext: (setup: string) =>
    `Import the answer: admin consent ${commandWord(setup)} --answer FILE, or - for standard input.`,
  /** Into a file for the administrator. */
  letter: (o: { product: string; tenant: string; asks: string; address: string }) => [
    `Consent for ${o.product} in ${o.tenant}`,
    '',
    o.asks,
    '',
    '1. Open this link, sign in as an administrator who may consent for the organisation, and read what the page asks for:',
    `   ${o.address}`,
    '2. Choose Accept, or Cancel.',
    '3. The browser then says that it cannot reach “localhost”. That is expected: nothing runs there on your PC.',
    '4. Copy the whole address from the address bar (it begins with http://localhost) and send it back.',
    '',
    'The address holds no password and no secret. The link is valid for 30 days and for one answer.',
  ],
}
