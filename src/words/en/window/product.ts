/** Sentences of the Product page and of a recipe's questions. */
import { n } from '../counts.ts'
import { terms } from '../terms.ts'

export const fieldSheetText = {
  title: 'What to type where',
  sheet: 'Field sheet',
  side: 'Secret and check',
  typedIn: (done: number, all: number) => `${done} of ${all} ticked`,
  tickAll: 'Tick all',
  tickAllOf: (screen: string) => `Tick all fields of ${screen}`,
  tick: (name: string, screen: string) => `${name} is typed in (${screen})`,
  by: (who: string) => `typed in by ${who},`,
  changed: (who: string) => `The value has changed since ${who} typed it in,`,
  more: (count: number) => `and ${count} more`,
  oneOf: (count: number) => `One of ${count}:`,
  fewer: 'Show fewer',
  value: (name: string, screen: string) => `${name} (${screen})`,
  allParts: 'For every part',
  noScreensTitle: 'Nothing to type in yet',
  noScreens: 'With the answers so far this product has no screen to fill in. Check the answers.',

  missingTitle: (count: number) => `${n(count, 'fact is', 'facts are')} missing`,
  missingHow: 'The sheet shows each of them as ‹name› until it is known.',
  missingWhere: { details: 'Enter it…', mailboxes: 'Go to Mailboxes', plan: 'Go to Plan' },
  missingFor: (action: string, label: string) => `${action} (${label})`,

  manualSays: terms.manual,
  manualDo: 'Do instead:',
  manualTry: 'Our advice, not confirmed:',
  manualBecause: 'Because:',
  manualAsk: 'Ask the vendor:',
  manualOther: 'More about the manual',

  ownTest: 'The product’s own test',

  secret: terms.credentialKinds.secret,
  certificate: terms.credentialKinds.certificate,
  certificateHow:
    'The product takes the certificate and its private key as files. A private key is never copied, and never goes to a web page.',
  keptOut: 'never shown here',
  copySecret: 'Copy secret',
  copySecretFor: (where: string) => `Copy secret (for ${where})`,
  copied: (seconds: number) => `The secret is on the clipboard. It is cleared in ${seconds} seconds.`,
  cleared: 'The clipboard was cleared.',
  clearHow:
    'It is copied without being shown and cleared from the clipboard after 30 seconds. Windows is asked to keep it out of the clipboard history.',
  noSecret: 'No secret is saved here yet: enter it on the Credential page.',
  places: (done: number, all: number) => `${done} of ${n(all, 'place', 'places')} ticked`,
  placesTitle: 'Where it is typed in',
  placeTick: (field: string, screen: string) => `The secret is typed in: ${field} (${screen})`,
  each: (each: string) => `for ${each}`,
  renewed: 'The secret was renewed: tick again',

  check: 'Check the product’s settings',
  checkHow: 'Type or paste what the product shows. It is checked on this PC only and not saved.',
  checkField: 'Field',
  checkTyped: 'What the product shows',
  redirect: (label: string) => `Redirect URI (${label})`,
  different: 'Does not match.',
  wantedUnknown: 'The right value is not known yet, so only its form is checked.',
  formGood: 'The form is right.',
  secretForm: 'The form is that of a secret. Whether it is the right one, only a sign-in can tell.',
  suggestion: 'Enter instead:',
  severity: { error: 'Cannot work', warning: 'Check again', note: 'Good to know' },
} as const

export const questionText = {
  /** Beside a question that belongs to an earlier answer. */
  chooseSome: 'Choose all that apply.',
  chooseOne: 'Choose at least one.',
} as const

export const recipeText = {
  credentials: {
    secret: `It needs a ${terms.credentialInSentence('secret')}.`,
    certificate: `It needs a ${terms.credentialInSentence('certificate')}.`,
    both: `It takes a ${terms.credentialInSentence('secret')} or a ${terms.credentialInSentence('certificate')}.`,
    none: 'It needs no secret.',
  },
  caution: 'Caution:',
  minutes: (minutes: number) =>
    minutes < 90
      ? `about ${Math.ceil(minutes / 5) * 5} min of work`
      : `about ${Math.round(minutes / 30) / 2} h of work`,
} as const

export const changesText = {
  saved: 'Saved. The plan has changed.',
  dropped: (count: number) => `${n(count, 'step is', 'steps are')} no longer needed`,
  added: (count: number) => `${n(count, 'step is', 'steps are')} needed now`,
  keptWork: 'Work that was done on them is kept, and counts again when the answer changes back.',
  close: 'Close',
} as const
