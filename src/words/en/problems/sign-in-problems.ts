import type { KeychainTrouble, SignInProblems, VaultEntry } from '../../../domain/problem/sign-in-problems.ts'
import type { Face } from '../../shape/say-finding.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { productAtStart } from '../product-name.ts'

const exportAgain = 'Export the certificate again, together with its private key.'
const nothingSaved = 'Nothing was saved.'
const credentialName = { secret: 'client secret', certificate: 'certificate' } as const

/** What the system calls the place that keeps secrets. */
const keychain = (platform: string) =>
  platform === 'win32' ? 'Windows Credential Manager' : platform === 'darwin' ? 'Keychain' : 'the keyring'

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

const trouble: Readonly<Record<KeychainTrouble, string>> = {
  'no-service': 'no secret service answers on the session bus',
  'no-library': 'its library could not be loaded',
  locked: 'it is locked, or was never opened',
  'no-answer': 'it does not answer; it may be waiting for a password in a window',
  'gives-back-other': 'it did not return what was saved',
  other: 'see the details',
}

const entryName: Readonly<Record<VaultEntry, string>> = {
  'sign-in': 'sign-in',
  credential: 'credential',
  other: 'entry',
}

const enterAgain = (entry: VaultEntry, face: Face) =>
  entry === 'sign-in'
    ? face === 'cli'
      ? 'Sign the mailbox in again: mailbox authorise NAME --mailbox ADDRESS.'
      : 'Sign the mailbox in again on the Mailboxes page.'
    : face === 'cli'
      ? 'Remove it with “credential forget”, then add it again with “credential set”.'
      : 'Remove it on the Credential page, then add it again.'

const enterClientId = ({ face }: { readonly face: Face }) =>
  face === 'cli'
    ? 'Register the application, then enter its id: setup change NAME --client-id ID.'
    : 'Register the application, then enter its Application (client) ID in the setup details.'

export const signInProblems: ProblemWords<SignInProblems> = {
  'sign-in-cancelled-here': () => ({ what: `The sign-in was cancelled. ${nothingSaved}` }),
  'sign-in-timed-out': ({ minutes }) => ({
    what: `The sign-in was not finished within ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. ${nothingSaved}`,
    next: 'Start it again when the person who signs in is at the keyboard.',
  }),
  'sign-in-refused': ({ aadsts, likely, remedy }, { face }) => ({
    what: `Microsoft Entra refused the sign-in (${aadsts}).${likely === undefined ? '' : ` Likely cause: ${likely.replace(/\.$/, '')}.`}`,
    next:
      remedy ??
      (face === 'cli' ? 'For causes, run “diagnose” with the details.' : 'The likely cause is shown below.'),
  }),
  'sign-in-declined': () => ({
    what: 'The sign-in was declined in the browser.',
    next: 'Sign in again and accept, or ask an administrator for consent.',
  }),
  'sign-in-unfinished': () => ({ what: 'The sign-in did not succeed.', next: 'Try again.' }),
  'sign-in-unreachable': ({ host }) => ({
    what: `${host} could not be reached, so no one can sign in.`,
    next: 'Check the network, the proxy and the cloud of this setup, then try again.',
  }),
  'sign-in-without-token': () => ({
    what: 'Microsoft Entra gave no token and no reason.',
    next: 'Try again.',
  }),
  'sign-in-needed-again': ({ aadsts }, { face }) => ({
    what: `The saved sign-in no longer works${aadsts === null ? '' : ` (${aadsts})`}.`,
    next: enterAgain('sign-in', face),
  }),
  'sign-in-kept-wrongly': (_, { face }) => ({
    what: 'The saved sign-in does not belong to exactly one account.',
    next: enterAgain('sign-in', face),
  }),
  'sign-in-robot-failed': () => ({
    what: 'The automatic sign-in of the practice tenant did not succeed.',
    next: 'Try again, or sign in through the browser.',
  }),

  'sign-in-queue-busy': () => ({
    what: 'Mailboxes of this setup are already being signed in.',
    next: 'Wait until they are done, or cancel.',
  }),
  'sign-in-without-client-id': (_, to) => ({
    what: 'The setup has no client ID yet, so there is nothing to sign in to.',
    next: enterClientId(to),
  }),
  'sign-in-not-needed': ({ product, application }, { face }) => ({
    what: 'These mailboxes need no sign-in.',
    next: application
      ? `${productAtStart(product)} signs in with its own secret or certificate: ${face === 'cli' ? 'add it with “credential set”.' : 'add it on the Credential page.'}`
      : 'A blocked mailbox is only tried, and must be refused.',
  }),
  'sign-in-nobody-named': () => ({ what: 'No mailbox was chosen.', next: 'Add mailboxes first.' }),
  'sign-in-without-ids': (_, to) => ({
    what: 'The setup has no tenant ID or client ID yet.',
    next: enterClientId(to),
  }),
  'sign-in-tries-nothing': ({ address }) => ({
    what: `Nothing in this setup is sent or read with a sign-in of ${address}.`,
  }),

  'credential-too-long': () => ({
    what: 'This is far longer than any client secret.',
    next: 'Copy the column Value again.',
  }),
  'credential-unknown': ({ known }) => ({
    what: 'There is no such credential in this setup.',
    next: known.length === 0 ? 'None is saved.' : `Known: ${known.join(', ')}.`,
  }),
  'credential-not-used': ({ product }) => ({
    what: `${productAtStart(product)} needs no client secret or certificate.`,
    next: 'There is nothing to enter.',
  }),
  'credential-not-taken': ({ product, kind, taken, why }) => ({
    what: `${productAtStart(product)} does not take a ${credentialName[kind]}. ${why}`,
    next: `Enter a ${credentialName[taken]}.`,
  }),
  'secret-not-kept': (_, { face }) => ({
    what: 'No client secret is saved on this PC.',
    next: face === 'cli' ? 'Enter it with “credential set”.' : 'Enter it on the Credential page.',
  }),

  'certificate-absent': () => ({
    what: 'There is no certificate in the file.',
    next: 'Choose the file that has both the certificate and its private key.',
  }),
  'certificate-unreadable': () => ({
    what: 'A certificate in the file cannot be read: it is damaged or incomplete.',
    next: exportAgain,
  }),
  'certificate-without-key': () => ({
    what: 'This is a certificate without its private key: enough for the portal, not for signing in.',
    next: exportAgain,
  }),
  'certificate-with-keys': () => ({
    what: 'There is more than one private key in the file.',
    next: 'Use a file with one certificate and its key.',
  }),
  'certificate-key-unreadable': () => ({
    what: 'The private key cannot be read: it is damaged or of an unknown kind.',
    next: exportAgain,
  }),
  'certificate-other-file': () => ({
    what: 'This is neither a PFX nor a PEM file.',
    next: 'Choose the .pfx, .p12 or .pem file that was exported together with its private key.',
  }),
  'certificate-protection-unknown': () => ({
    what: 'The PFX file uses a protection that Sendproof cannot read.',
    next: 'Export it again with AES-256 or TripleDES and a password, or use a PEM file.',
  }),
  'certificate-too-costly': () => ({
    what: 'Opening this file would take far longer than any certificate needs, so it was not tried.',
    next: 'Export the certificate again with the usual settings of Windows or OpenSSL.',
  }),
  'certificate-passphrase-needed': (_, { face }) => ({
    what: 'The file is password-protected.',
    next: `Enter the password that was chosen for the export${face === 'cli' ? ', on stdin with --passphrase-stdin' : ''}.`,
  }),
  'export-not-a-certificate': (_, { face }) => ({
    what: 'This is a client secret. Only a certificate can be exported as a file.',
    next:
      face === 'cli'
        ? 'Name a certificate by its ID: “credential list” shows them.'
        : 'Copy the secret from the field sheet instead.',
  }),
  'export-passphrase-length': ({ least, most }) => ({
    what: `The password for the file has to have ${least} to ${most} characters. Nothing was written.`,
    next: 'Choose a longer one that nothing else uses.',
  }),
  'export-passphrase-letters': () => ({
    what: 'Programs disagree on letters other than a to z in such a password. Nothing was written.',
    next: 'Use letters from a to z, digits and the marks of an English keyboard.',
  }),
  'certificate-passphrase-wrong': () => ({
    what: 'The password does not open the file.',
    next: 'Enter the password that was chosen for the export. It is case-sensitive.',
  }),
  'certificate-file-not-waiting': () => ({
    what: 'No file is waiting for a password.',
    next: 'Choose the file again.',
  }),

  'keychain-missing': ({ why, platform }) => ({
    what: `${capital(keychain(platform))} cannot be used on this PC: ${trouble[why]}. ${nothingSaved}`,
    next:
      platform === 'linux'
        ? 'Install libsecret and a keyring such as gnome-keyring, and start Sendproof in a desktop session.'
        : 'Sign in to this PC with your own account and start Sendproof from that session.',
  }),
  'keychain-closed': ({ why, platform }) => ({
    what: `${capital(keychain(platform))} is locked: ${trouble[why]}. ${nothingSaved}`,
    next: 'Unlock it (signing out of this PC and in again does that), then try again.',
  }),
  'keychain-refused': ({ platform }) => ({
    what: `${capital(keychain(platform))} returned an error.`,
    next: 'Try again. If it happens again, sign out of this PC and sign in again.',
  }),
  'keychain-key-lost': ({ platform }) => ({
    what: `${capital(keychain(platform))} did not return the key that was saved in it. ${nothingSaved}`,
    next: 'Sign out of this PC and in again, then try again.',
  }),
  'keychain-value-empty': ({ name }) => ({ what: `The secret “${name}” is empty. ${nothingSaved}` }),
  'keychain-value-long': ({ name, bytes, most }) => ({
    what: `The secret “${name}” has ${bytes} bytes, and Windows Credential Manager takes ${most}. ${nothingSaved}`,
  }),
  'practice-secrets-unusable': () => ({
    what: 'The secrets of the practice setups in the data folder cannot be read or written.',
    next: 'Check that you can write to the data folder. If it was copied or edited, remove the practice setups and create them again.',
  }),

  'vault-name-wrong': ({ name }) => ({ what: `“${name}” is not a name for a saved secret.` }),
  'vault-entry-unreadable': ({ entry, why, platform }, { face }) => ({
    what: {
      'key-gone': `A saved ${entryName[entry]} cannot be opened: its key is no longer in ${keychain(platform)}.`,
      'key-damaged': `A saved ${entryName[entry]} cannot be opened: its key in ${keychain(platform)} is damaged.`,
      'other-key': `A saved ${entryName[entry]} cannot be opened by this account on this PC: its file was changed, or belongs to another account.`,
      file: `A saved ${entryName[entry]} cannot be read from the data folder.`,
    }[why],
    next:
      why === 'key-damaged'
        ? `Remove the entry “vault-key” of Sendproof from ${keychain(platform)}, then enter everything again.`
        : why === 'file'
          ? 'Check that you can read the data folder, then try again.'
          : enterAgain(entry, face),
  }),
  'vault-entry-not-removed': ({ entry }) => ({
    what: `The saved ${entryName[entry]} could not be removed from the data folder.`,
    next: 'Check that you can write to the data folder, then try again.',
  }),
  'vault-entry-not-written': ({ entry }) => ({
    what: `The ${entryName[entry]} could not be saved safely in the data folder.`,
    next: 'Check that the disk is not full and that you can write to the data folder, then try again.',
  }),
}
