/** Replacing a credential, and what the sign-in logs tell about the old one. */
import { commandWord } from '../../../domain/text/command-word.ts'
import type { CredentialEntry } from '../../../domain/entra/facts/entra-facts.ts'
import type { Rollover, RolloverStage } from '../../../domain/entra/rollover/rollover.ts'
import type { CredentialUse } from '../../../domain/entra/rollover/usage.ts'
import { formatDay } from '../../shape/format.ts'
import { n } from '../counts.ts'
import { terms } from '../terms.ts'
import { unreadWords } from './unread.ts'

const locale = 'en-GB'
const minute = (at: string) => `${at.slice(0, 16).replace('T', ' ')} UTC`
type Added = NonNullable<Rollover['added']>

const next: Readonly<Record<RolloverStage, (setup: string) => string>> = {
  none: (setup) => `No rollover has begun. Begin one with: rollover start ${commandWord(setup)}.`,
  prove: (setup) =>
    `The new credential is not proven yet. A new one can take some minutes; prove it with: rollover start ${commandWord(setup)}.`,
  enter: (setup) =>
    `Enter the new credential in each place, then say so by its number: rollover entered ${commandWord(setup)} 1. A secret is copied on the field sheet in the window, a certificate is written with: credential export ${commandWord(setup)} --pfx FILE. The old one keeps working until you remove it.`,
  remove: (setup) =>
    `The new credential is proven and entered everywhere. Remove the old one with: rollover finish ${commandWord(setup)}.`,
  done: () => 'The rollover is finished.',
}

const uses: { readonly [K in CredentialUse['kind']]: (use: Extract<CredentialUse, { kind: K }>) => string } =
  {
    used: ({ at }) =>
      `Sign-in logs: the old credential was used at ${minute(at)}, after the new one was entered everywhere.`,
    'not-used': ({ signIns }) =>
      `Sign-in logs: ${n(signIns, 'sign-in', 'sign-ins')} since the new credential was entered everywhere, none with the old one.`,
    'no-sign-ins': () =>
      'Sign-in logs: no sign-in since the new credential was entered everywhere, so it cannot be told from here whether the old one is still used. Entries appear after some minutes.',
    'not-told': ({ signIns }) =>
      `Sign-in logs: it cannot be told from here whether the old credential is still used; ${n(signIns, 'sign-in does', 'sign-ins do')} not say which credential was used.`,
    unread: ({ unread }) =>
      `It cannot be told from here whether the old credential is still used: the sign-in logs could not be read. ${unreadWords(unread.why, unread.right)}`,
    'not-asked': () =>
      'It cannot be told from here whether the old credential is still used: the sign-in logs were not read.',
  }

export const rollover = {
  goesOn: 'A rollover is under way, so no further credential is added.',
  stays: ({ kind, displayName, hint, keyId, endsAt }: CredentialEntry) =>
    `    Stays: ${terms.credentialInSentence(kind)} “${displayName ?? hint ?? keyId}”${endsAt === null ? '' : `, expires ${formatDay(endsAt, locale)}`}, key ID ${keyId}.`,
  added: ({ kind, at, by, keyId, credential }: Added) =>
    [
      `New ${terms.credentialInSentence(kind)}, added ${minute(at)} by ${by}, key ID ${keyId}:`,
      credential === null
        ? 'no longer saved on this PC.'
        : credential.refused !== null
          ? `refused ${minute(credential.refused.at)}.`
          : credential.provenAt === null
            ? 'not proven.'
            : `proven ${minute(credential.provenAt)}.`,
    ].join(' '),
  enteredBy: ({ who, at }: { readonly who: string; readonly at: string }) =>
    `reported by ${who}, ${minute(at)}`,
  next: (stage: RolloverStage, setup: string) => next[stage](setup),
  use: (use: CredentialUse) => (uses[use.kind] as (one: CredentialUse) => string)(use),
  nothingOld: 'The registration has no other credential, so there is nothing to remove.',
  finishAgain: (setup: string) => `To resume from there: rollover finish ${commandWord(setup)}.`,
}
