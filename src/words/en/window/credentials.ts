/** Sentences of the credential page. */
import { terms } from '../terms.ts'

export const credentials = {
  title: 'Credential of the registration',
  list: 'Credentials',
  add: {
    secret: `Add ${terms.credentialInSentence('secret')}`,
    certificate: `Add ${terms.credentialInSentence('certificate')} file`,
  },
  none: 'No credential saved yet',
  noneNeeded: 'The verification signs in with it. Add the one you created in the portal.',
  noneHelpful:
    'The verification does not need it. Add it to get a reminder before it expires and to copy it later.',
  custody:
    'Saved on this PC only, encrypted. It is never shown again, and never part of a report or an export.',
  inUse: 'In use',
  replaced: 'Replaced',
  ends: (day: string) => `Expires ${day}`,
  ended: (day: string) => `Expired ${day}`,
  noEnd: 'No expiry date entered',
  noEndFix: 'Add it again with the same value and its expiry date to get a reminder.',
  left: (days: number) =>
    days > 1
      ? `${days.toLocaleString('en')} days left`
      : days === 1
        ? 'expires tomorrow'
        : days === 0
          ? 'expires today'
          : `${(-days).toLocaleString('en')} ${days === -1 ? 'day' : 'days'} ago`,
  proven: 'Proven',
  notProven: 'Not proven yet',
  refused: 'Refused by Microsoft Entra',
  addedBy: (who: string) => `Added by ${who}`,
  thumbprint: 'SHA-256 thumbprint',
  prove: 'Test',
  proving: 'Asking for a token…',
  proveNamed: (name: string) => `Test ${name}`,
  proved: (name: string) => `${name} works: Microsoft Entra ID gave a token for it.`,
  replace: 'Replace…',
  replaceNamed: (name: string) => `Replace ${name}`,
  forget: 'Remove…',
  forgetNamed: (name: string) => `Remove ${name}`,
  forgetTitle: (name: string) => `Remove ${name}?`,
  forgetText:
    'It is removed from this PC. It stays in the app registration until someone removes it there, and the product keeps using it.',
  forgetCurrent: 'Verification that signs in with it will not work until another one is added.',
  forgetNow: 'Remove',
  kept: (name: string) => `${name} is saved.`,
  rollover: 'The newest one signs in here. The others stay saved until you remove them.',
  places: 'Where the product needs it',
  placesHint: 'Every one of these changes on the day it is renewed.',
  secret: {
    title: `Add ${terms.credentialInSentence('secret')}`,
    replaceTitle: `Replace ${terms.credentialInSentence('secret')}`,
    replaceHint: 'The one in use stays in the list until you remove it.',
    value: 'Value',
    valueHint: 'Copy the column Value, not Secret ID. The portal shows it only once.',
    expires: 'Expires',
    expiresHint: 'The date in the column Expires beside it.',
    keep: 'Save',
  },
  certificate: {
    hint: 'A .pfx, .p12 or .pem file with the private key in it.',
    title: `${terms.password} of the file`,
    passphrase: terms.password,
    passphraseHint: (file: string) => `The one chosen when ${file} was exported. It is not saved.`,
    open: 'Open',
  },
} as const
