/** An invitation to the owner of a mailbox, as both faces say it. */
import type { Invitation } from '../../domain/invitation/invitation.schema.ts'
import { oneLine } from '../../domain/text/escape.ts'
import { list } from '../shape/format.ts'
import { productAtStart, productInSentence } from './product-name.ts'

const locale = 'en-GB'

export const until = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`

type Asked = Pick<
  Invitation,
  'product' | 'from' | 'address' | 'tenantName' | 'tenantId' | 'scopes' | 'clientId'
>

/** Before the browser opens: a file from elsewhere asks for this. */
export function asksFor({
  product,
  from,
  address,
  tenantName,
  tenantId,
  scopes,
  clientId,
}: Asked): readonly [who: string, what: string, doubt: string] {
  const may = scopes.map((scope) => oneLine(scope.slice(scope.lastIndexOf('/') + 1)))
  return [
    `${oneLine(from)} asks you to sign in as ${oneLine(address)} in ${oneLine(tenantName ?? tenantId)} for ${productInSentence(oneLine(product))} (application ${clientId}).`,
    `It may then use ${list(may, locale)} in your name until you or an administrator revoke it. Your password stays with Microsoft.`,
    'If you do not expect this, close the browser window and delete the file.',
  ]
}

/** Goes along with the file. */
export function letterWith(o: {
  readonly product: string
  readonly address: string
  readonly expiresAt: string
}): readonly string[] {
  return [
    `Sign-in for ${o.address} (${productInSentence(o.product)})`,
    '',
    `${productAtStart(o.product)} sends mail from ${o.address}. For that, this account has to sign in once. You can do so on your own PC, and no one needs your password.`,
    '',
    '1. Start Sendproof on your PC. If you do not have it, ask for the program.',
    '2. Choose File › Answer an invitation…, and choose the attached file.',
    '3. Read who asks and what for. If it is what you expect, choose Sign in…, and sign in with Microsoft in the browser.',
    '4. Save the reply and send that file back. Only the PC that invited you can open it.',
    '',
    `The invitation is valid until ${until(o.expiresAt)} and for one reply. It holds no password.`,
  ]
}
