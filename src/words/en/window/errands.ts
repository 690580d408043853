/** Sentences of the rollover and of taking an application out of the tenant. What the sign-in logs tell is said in words/en/entra. */
import { n } from '../counts.ts'
import { terms } from '../terms.ts'

type Kind = 'secret' | 'certificate'
const old = (count: number) => (count === 1 ? 'the old credential' : `the ${count} old credentials`)

export const rollover = {
  title: 'Replace the credential',
  open: 'Replace the credential…',
  back: 'Back to the settings',
  what: 'In four steps. The old credential keeps working until the last one, so you can stop after each step and resume days later.',
  steps: 'Steps of the replacement',
  states: { done: 'Done', now: 'Next', later: 'Not started' },

  add: {
    title: 'Add a new one beside the old one',
    what: 'Sendproof creates it in the app registration and saves it on this PC. It is shown to no one, and the old one stays as it is.',
    go: 'Add a new credential…',
    another: 'Add another one…',
    added: (kind: Kind) => `New ${terms.credentialInSentence(kind)}`,
    by: (who: string) => `added by ${who}`,
    keyId: 'Key ID',
  },
  prove: {
    title: 'Test it with a token',
    later: 'Sendproof signs in with the new credential before anyone enters it.',
    waiting:
      'Microsoft Entra has not given a token for it yet. A new credential can take some minutes until every server knows it.',
    refused:
      'Microsoft Entra refused it. A new credential can take some minutes; if this lasts, add another one.',
    notHeld:
      'It was removed from this PC, so it cannot be proven or copied here. Add another one; remove this one in the last step.',
    go: 'Test it now',
    done: 'Microsoft Entra ID gave a token for it,',
  },
  enter: {
    title: 'Enter it in every place',
    later: 'Once the new credential is proven, the places of the product are listed here.',
    none: 'The field sheet names no place for it. Make sure that the product uses the new one before you remove the old one.',
    copy: 'Copy the new secret, enter it in each place, then tick the place.',
    files: 'Export the certificate with its key, import it in each place, then tick the place.',
    newer:
      'A newer client secret was saved on this PC since, and copying would give that one. Remove it on the Credential page if it was a mistake.',
    count: (done: number, all: number) => `Entered in ${done} of ${n(all, 'place', 'places')}`,
    tick: (field: string, screen: string) => `The new credential is entered: ${field} (${screen})`,
    by: (who: string) => `reported by ${who},`,
    each: (each: string) => `for ${each}`,
    export: 'Export certificate…',
  },
  remove: {
    title: 'Remove the old one',
    later: (places: number) =>
      places === 0
        ? 'Only when the new one is proven and entered in every place.'
        : `Only when the new one is in every place: ${n(places, 'place is', 'places are')} left.`,
    what: 'Sendproof proves the new one once more, then removes the old one from the app registration. A removed credential cannot be restored.',
    logs: 'Check the sign-in logs first',
    logsHint:
      'Shows whether something still uses the old one. Needs AuditLog.Read.All and Microsoft Entra ID P1.',
    go: 'Remove the old one…',
    done: 'The old credential is gone. The product works with the new one alone.',
  },

  exporting: {
    title: 'Export the certificate',
    what: 'The file holds the private key. Give it to the product, then delete it.',
    format: 'Format',
    formats: {
      pfx: 'PFX (.pfx), for Windows and most products',
      pem: 'PEM (.pem), certificate and encrypted key',
    },
    password: terms.password,
    passwordHint:
      'At least 12 characters. The product asks for it when you import the file; it is not saved.',
    go: 'Choose the file…',
  },

  underWay: {
    prove: 'A new credential was added and is not proven yet.',
    enter: (places: number) =>
      `The credential is being replaced: ${n(places, 'place still needs', 'places still need')} the new one.`,
    remove: 'The new credential is proven and entered in every place. The old one can be removed.',
    resume: 'Resume…',
  },

  dialog: {
    addTitle: (tenant: string) => `Add a credential in ${tenant}`,
    goesOn: 'A new credential is there already, so nothing is added.',
    stays: 'Stays as it is',
    staysOne: (name: string, day: string | null) => (day === null ? name : `${name}, expires ${day}`),
    removeTitle: (count: number, tenant: string) =>
      count === 0 ? `Nothing to remove in ${tenant}` : `Remove ${old(count)} in ${tenant}`,
    nothingOld: 'The registration has no other credential, so there is nothing to remove.',
    keep: 'Keep',
    keepOne: (change: string) => `Do not do this: ${change}`,
    keepHint: 'Tick what something else still uses.',
    evenIfUsed: 'Remove it although it is still used',
    evenIfUsedHint: 'Whatever still has the old one stops sending at once.',
  },
} as const

export const decommission = {
  title: 'Remove the application from the tenant',
  open: 'Remove from the tenant…',
  what: 'In steps that can each be undone. Every step shows first what it changes. Check the sign-in logs before you go on to the next.',
  steps: 'Steps of the removal',
  undo: 'Undo…',
  look: {
    title: 'Where it stands',
    what: 'Reads the application from the tenant. Nothing is changed.',
    logsHint: 'Shows who still signs in. Needs AuditLog.Read.All and Microsoft Entra ID P1.',
    go: 'Check where it stands…',
    again: 'Check again',
    at: 'Read from the tenant,',
  },
  deactivate: {
    title: 'Deactivate it',
    what: 'The application gets no new tokens; everything else stays. This shows who still needs it, and undoing it works at once.',
    go: 'Deactivate…',
    done: 'It is deactivated.',
  },
  watch: {
    title: 'See who still signs in',
    later: 'After it is deactivated, every attempt to sign in shows who still needs it.',
    wait: 'Wait until every job that could use it has been due once, then check the sign-in logs.',
    go: 'Check the sign-in logs…',
  },
  revoke: {
    title: 'Revoke its permissions',
    later: 'Only when it is deactivated.',
    what: 'Removes all consent and every application permission in this tenant.',
    go: 'Revoke permissions…',
    done: 'It holds no permissions any more.',
  },
  exchange: {
    title: 'Remove what is left in Exchange',
    later: 'Listed after the application was read.',
    what: 'Exchange Online keeps this until someone removes it, in this order. It is what the setup asked for, not read from the tenant.',
    none: 'The setup asked for nothing in Exchange Online.',
    list: 'Left in Exchange Online',
    copy: 'Copy list to hand over',
    copied: 'what is left in Exchange Online',
    save: 'Save the removal to hand over…',
    saveHint:
      'Scripts, plan and how to run them in one file, for an Exchange administrator. It holds what the last reading of Exchange shows, and every removal can be undone from its result.',
    page: 'Open the Exchange page',
  },
  delete: {
    title: 'Delete it',
    later: 'Only when its permissions are revoked.',
    what: 'Deletes the app registration and its enterprise application. Both can be restored for 30 days, with Undo… here or in the portal.',
    go: 'Delete…',
    done: 'It is not in the tenant any more. Deleted with Sendproof, it can be restored for 30 days.',
  },
  dialog: {
    title: {
      deactivate: (tenant: string) => `Deactivate the application in ${tenant}`,
      revoke: (tenant: string) => `Revoke its permissions in ${tenant}`,
      delete: (tenant: string) => `Delete the application in ${tenant}`,
    },
    nothing: 'Nothing to do in this step.',
    left: 'First remove this in Exchange Online, or hand it over: it does not go with the application.',
    restorable: 'Can be restored for 30 days.',
    evenIfUsed: 'Go on although something still signs in',
    evenIfUsedHint: 'What still uses the application stops working.',
  },
  undoAll: (count: number) => `Everything of the removal (${count})`,
} as const

export const administration = {
  title: 'Keep “Sendproof administration”?',
  what: 'It signed the administrator in. Keep it for the next change, or remove it from the tenant; it holds no secret either way.',
  go: 'Remove it…',
  keep: 'Keep it',
  dialogTitle: (tenant: string) => `Remove “Sendproof administration” in ${tenant}`,
  gone: '“Sendproof administration” is not in the tenant any more.',
} as const
