/** Sentences of the credential page. */
const called = { secret: 'client secret', certificate: 'certificate' } as const
type Kind = keyof typeof called

export const credentials = {
  title: 'Credential of the registration',
  list: 'Credentials',
  add: { secret: 'Add client secret', certificate: 'Add certificate file' },
  none: 'No credential is kept yet',
  noneNeeded: 'The verification signs in with it. Add the one you created in the portal.',
  noneHelpful: 'The verification does not need it. Add it to be reminded of its end and to copy it later.',
  custody:
    'Kept in the vault of this computer. It is never shown again, and never part of a report or an export.',
  kinds: { secret: 'Client secret', certificate: 'Certificate' },
  inUse: 'In use',
  replaced: 'Replaced',
  ends: (day: string) => `Ends ${day}`,
  ended: (day: string) => `Ended ${day}`,
  noEnd: 'Nobody has said when it ends',
  noEndFix: 'Replace it with the same value and its end date to be reminded.',
  left: (days: number) =>
    days > 1
      ? `${days.toLocaleString('en')} days left`
      : days === 1
        ? 'ends tomorrow'
        : days === 0
          ? 'ends today'
          : `${(-days).toLocaleString('en')} ${days === -1 ? 'day' : 'days'} ago`,
  proven: 'Proven',
  notProven: 'Not proven yet',
  refused: 'Refused by Microsoft Entra',
  addedBy: (who: string) => `Added by ${who}`,
  thumbprint: 'SHA-256 thumbprint',
  prove: 'Prove',
  proving: 'Asking for a token…',
  proveNamed: (name: string) => `Prove ${name}`,
  proved: (name: string) => `${name} works: the sign-in service gave a token for it.`,
  replace: 'Replace',
  replaceNamed: (name: string) => `Replace ${name}`,
  forget: 'Forget…',
  forgetNamed: (name: string) => `Forget ${name}`,
  forgetTitle: (name: string) => `Forget ${name}?`,
  forgetText:
    'It is removed from this computer. In the registration it stays until somebody removes it there, and the product goes on using it.',
  forgetCurrent: 'Verification that signs in with it will not work until another one is added.',
  forgetNow: 'Forget',
  kept: (name: string) => `${name} is kept.`,
  rollover: 'Both are kept. Prove the new one, enter it in every place below, then forget the old one.',
  places: 'Where it is typed into the product',
  placesHint: 'All of these again on the day it is renewed.',
  secret: {
    title: 'Add client secret',
    replaceTitle: 'Replace client secret',
    replaceHint: 'The one in use stays in the list until you forget it.',
    value: 'Value',
    valueHint: 'Copy the column Value, not Secret ID. The portal shows it only once.',
    expires: 'Expires',
    expiresHint: 'The date in the column Expires beside it.',
    keep: 'Keep',
  },
  certificate: {
    hint: 'A .pfx, .p12 or .pem file with the private key in it.',
    title: 'Passphrase of the file',
    passphrase: 'Passphrase',
    passphraseHint: (file: string) => `The one chosen when ${file} was exported. It is not kept.`,
    open: 'Open',
  },
  named: (kind: Kind, hint: string) => `${called[kind]} ${hint}`,
} as const
