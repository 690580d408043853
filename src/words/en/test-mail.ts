/** The message a run sends: its recipient has to understand it without knowing us. */
import type { MailFacts, WordedMail } from '../../domain/run/probe-mail.ts'
import { productInSentence, productToStranger } from './product-name.ts'

export function testMail(facts: MailFacts): WordedMail {
  const { product, organisation, from, signedIn, to, at, code, practice } = facts
  return {
    subject: `Test message from ${productToStranger(product)}`,
    paragraphs: [
      'Hello,',
      `this is a test message from ${productToStranger(product)}. You do not need to answer it.`,
      [
        `Sent from:   ${from}`,
        ...(signedIn === null ? [] : [`Signed in:   ${signedIn} (may send as this address)`]),
        `Sent to:     ${to}`,
        `Sent at:     ${at} UTC`,
        `Code:        ${code}`,
      ].join('\n'),
      `Why you get it: ${organisation ?? 'Your organisation'} is moving the e-mail of ${productInSentence(product)} to modern authentication in Microsoft 365. This message shows that the address above can send.`,
      'What to do: if the administrator asks you for the code, read out the six characters. Otherwise do nothing; you can delete the message.',
      'There is no link and no attachment in this message, and it asks for no password. It was sent by Sendproof, a tool your administrator is using.',
      ...(practice ? ['This is a rehearsal in a practice tenant: no real mailbox is involved.'] : []),
    ],
  }
}
