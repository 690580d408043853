/** The three sentences a report begins with: whether the product sends, what is kept out, and what comes next. */
import type { Brief } from '../../domain/report/brief.schema.ts'
import { terms } from './terms.ts'
import { productAtStart, productInSentence } from './product-name.ts'

function works(brief: Brief['works'], product: string, tenant: string | null): string {
  const there = `Microsoft 365 of ${tenant ?? 'this organisation'}`
  switch (brief.code) {
    case 'not-run':
      return `It has not been tested yet whether ${productInSentence(product)} can send through ${there}.`
    case 'sends':
      return `${productAtStart(product)} can send through ${there} from ${brief.addresses === 1 ? 'its address' : `all ${terms.addresses(brief.addresses)}`}: each test message was handed over and seen to arrive.`
    case 'as-planned':
      return `What ${productInSentence(product)} needs in ${there} was tried and ended as planned.`
    case 'only-imported':
      return `Another PC recorded that ${productInSentence(product)} can send through ${there}. This PC has not tested it, so this report does not prove it.`
    case 'sends-but':
      return `${productAtStart(product)} sent ${terms.testMessages(brief.messages)} through ${there} and ${brief.messages === 1 ? 'it' : 'each'} arrived, but ${sendsBut[brief.but]}.`
    case 'not-proven':
      return `${productAtStart(product)} is not proven to send through ${there}: ${brief.good} of ${terms.testMessages(brief.messages)} ended as planned.`
  }
}

const sendsBut = {
  'refused-since': 'Microsoft Entra has refused its credential since then',
  'not-all-tried': 'not everything that was planned was tried',
  'others-failed': 'not every other attempt ended as planned',
} as const

function keptOut(brief: Brief['keptOut']): string {
  switch (brief.code) {
    case 'let-in':
      return `DANGER: ${terms.mailboxes(brief.mailboxes)} that must be blocked got in (${brief.first.join(', ')}${brief.mailboxes > brief.first.length ? ' and more' : ''}). The application reaches further than agreed.`
    case 'none-tried':
      return 'It is not proven that the application is limited to its mailboxes: no blocked mailbox was tried.'
    case 'not-asked':
      return 'Whether other mailboxes are blocked was not part of this verification.'
    case 'refused':
      return `${terms.attempts(brief.attempts)} on blocked mailboxes ${brief.attempts === 1 ? 'was' : 'were'} made as well, and Microsoft 365 refused ${brief.attempts === 1 ? 'it' : 'each of them'}.`
    case 'no-answer':
      if (brief.attempts === 1)
        return 'The attempt on a blocked mailbox got no answer, so it is not proven that it is blocked.'
      return `Of ${terms.attempts(brief.attempts)} on blocked mailboxes, ${brief.refused} ${brief.refused === 1 ? 'was' : 'were'} refused and the rest got no answer, so it is not proven that they are blocked.`
  }
}

function next(brief: Brief['next'], time: (iso: string) => string): string {
  switch (brief.code) {
    case 'wait':
      return 'Next: wait. What failed may just need time, because Microsoft 365 is still applying a change.'
    case 'credential':
      return 'Next: replace or correct the application’s credential, which Microsoft Entra has refused, and verify again.'
    case 'cause':
      return `Next${brief.role === null ? '' : ` for the ${terms.roleInSentence(brief.role)}`}: ${brief.title}. What to do is described under “What did not work”.`
    case 'not-tried':
      return 'Next: try what is listed under “What was not tried”.'
    case 'verify-here':
      return 'Next: run the verification on this PC.'
    case 'product-proof':
      return 'Next: have the product send a message, and keep that message with this report. Sendproof cannot send as this application, so the message is the proof.'
    case 'try-again':
      return 'Next: try again what is missing, and read below what did not work.'
    case 'steps':
      return `Next: ${terms.steps(brief.open)} of the checklist ${brief.open === 1 ? 'is' : 'are'} still open.`
    case 'expired':
      return `Next: replace the ${terms.credentialInSentence(brief.kind)} of the registration now. It expired on ${time(brief.at)}; then verify again.`
    case 'expires':
      return `Next: replace the ${terms.credentialInSentence(brief.kind)} of the registration before it expires on ${time(brief.at)}, then verify again.`
    case 'no-expiry-date':
      return `Next: enter when the ${terms.credentialInSentence(brief.kind)} of the registration expires. When it does, sending stops without an error.`
    case 'nothing':
      return 'Nothing is left to do. Verify again after every change in the tenant or the product.'
  }
}

export const briefWords = { works, keptOut, next }
