/** What is wrong with ids, secrets, certificates and the kind of client, and what to enter instead; no sentence repeats a value that may be a secret. */
import type { IdKind, RegistrationFindings } from '../../../domain/problem/registration-findings.ts'
import { formatDay } from '../../shape/format.ts'
import type { FindingWords } from '../../shape/say-finding.ts'

const idNames: Readonly<Record<IdKind, string>> = {
  'tenant-id': 'Directory (tenant) ID',
  'client-id': 'Application (client) ID',
  'service-principal-id': 'Object ID',
}
const exampleId = '1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d'
/** Where the portal shows the id. */
function whereIs(id: IdKind): string {
  switch (id) {
    case 'tenant-id':
      return 'Copy “Directory (tenant) ID” from the app registration’s Overview page, or enter a verified domain such as contoso.onmicrosoft.com.'
    case 'client-id':
      return 'Copy “Application (client) ID” from the app registration’s Overview page.'
    case 'service-principal-id':
      return 'Copy “Object ID” from Entra ID > Enterprise apps > the app > Overview.'
  }
}
const copyValue =
  'Copy the column Value. If Entra no longer shows it, create another secret: a value is shown only once.'
const strongKey = (least: number) => `Create a certificate with an RSA key of ${least} bits or more.`
const day = (iso: string) => formatDay(iso, 'en-GB')

export const registrationFindings: FindingWords<RegistrationFindings> = {
  'id-missing': ({ id }) => ({ what: `${idNames[id]} is missing.`, next: whereIs(id) }),
  'id-blank': ({ id }) => ({
    what: 'It contains a space or an invisible character, which some products send along.',
    next: whereIs(id),
  }),
  'id-quotes': ({ id }) => ({ what: 'There are quotation marks or brackets around it.', next: whereIs(id) }),
  'id-zeros': ({ id }) => ({ what: 'The ID is all zeros.', next: whereIs(id) }),
  'id-resource': ({ id }) => ({
    what: 'This is the ID of a Microsoft service, the same in every tenant, not the ID of your registration.',
    next: whereIs(id),
  }),
  'id-swapped': ({ id, is }) => ({
    what: is === 'secret-id' ? 'This is the Secret ID.' : `This is the ${idNames[is]}.`,
    next: whereIs(id),
  }),
  'id-object-twin': ({ id, of }) => ({
    what:
      of === 'registration'
        ? 'This is the object ID of the app registration.'
        : 'This is the object ID of the enterprise application.',
    next: whereIs(id),
  }),
  'id-secret': ({ id }) => ({
    what: 'This looks like a client secret. It was not saved.',
    next: `${whereIs(id)} Enter the secret only where a secret is asked for.`,
  }),
  'id-uri': ({ id }) => ({ what: 'This is an Application ID URI.', next: whereIs(id) }),
  'id-address': ({ id }) => ({
    what: 'This is an email address.',
    next: id === 'tenant-id' ? `Enter only the part after the @, or the ID. ${whereIs(id)}` : whereIs(id),
  }),
  'id-web-address': ({ id }) => ({ what: 'This is a web address.', next: whereIs(id) }),
  'id-hyphens': ({ id }) => ({ what: 'The hyphens are missing.', next: whereIs(id) }),
  'id-shape': ({ id }) => ({
    what:
      id === 'tenant-id'
        ? 'This is neither an ID nor a domain.'
        : `This is not an ID. An ID looks like ${exampleId}.`,
    next: whereIs(id),
  }),
  'tenant-common': ({ name }) => ({
    what: `“${name}” is not a tenant: anyone could sign in, and a single-tenant registration fails there (AADSTS50194).`,
    next: whereIs('tenant-id'),
  }),
  'tenant-domain': () => ({
    what: 'A domain works for Microsoft, but some products accept the ID only.',
    next: 'Copy “Directory (tenant) ID” from the app registration’s Overview page.',
  }),
  'secret-missing': () => ({ what: 'The client secret is missing.', next: copyValue }),
  'secret-long': () => ({ what: 'This is far longer than any client secret.', next: copyValue }),
  'secret-id': ({ is }) => ({
    what: `This is ${is === 'secret-id' ? 'the Secret ID' : `the ${idNames[is]}`}, not the secret (AADSTS7000215).`,
    next: copyValue,
  }),
  'secret-key': () => ({
    what: 'This is a key or a certificate, not a client secret.',
    next: 'Add it as a certificate.',
  }),
  'secret-hidden': () => ({
    what: 'This is the shortened form that the list shows, not the secret.',
    next: copyValue,
  }),
  'secret-other': () => ({ what: 'This is an address, not a client secret.', next: copyValue }),
  'secret-blank': () => ({
    what: 'It contains a space or a line break, which no Entra secret has.',
    next: 'Copy it with the button next to the Value.',
  }),
  'secret-quotes': () => ({ what: 'There are quotation marks around it.', next: 'Remove them.' }),
  'secret-short': () => ({ what: 'It is shorter than the secrets Entra creates.', next: copyValue }),
  'date-shape': () => ({
    what: 'The expiry date is not a date.',
    next: 'Write it like 2027-11-30, as the column Expires shows it.',
  }),
  'end-unknown': () => ({
    what: 'No expiry date entered, so there will be no reminder.',
    next: 'Copy the date from the column Expires.',
  }),
  'end-past': ({ on }) => ({
    what: `The secret expired on ${day(on)} (AADSTS7000222).`,
    next: 'Create another secret and copy its Value.',
  }),
  'end-far': ({ months }) => ({
    what: `The portal allows a secret ${months} months at most; this date is later.`,
    next: 'Check the column Expires again.',
  }),
  'time-shape': ({ text }) => ({
    what: `“${text}” is not a valid time.`,
    next: 'Write it as HH:MM, for example 06:00.',
  }),
  'certificate-key-differs': ({ subject }) => ({
    what: `The private key does not belong to the certificate “${subject}”.`,
    next: 'Use the key that was created together with the certificate.',
  }),
  'certificate-not-rsa': ({ keyType, least }) => ({
    what: `The certificate has a key of the type ${keyType}; Entra needs an RSA key (PS256).`,
    next: strongKey(least),
  }),
  'certificate-short-key': ({ bits, least }) => ({
    what: `The key has ${bits} bits; less than ${least} is no longer safe.`,
    next: strongKey(least),
  }),
  'certificate-expired': ({ on }) => ({
    what: `The certificate expired on ${day(on)}.`,
    next: 'Create another one and upload its public part to the registration.',
  }),
  'certificate-not-yet': ({ from }) => ({
    what: `The certificate is not valid before ${day(from)}.`,
    next: 'Add it on that day, or check the clock of this PC.',
  }),
  'certificate-ends-soon': ({ on }) => ({
    what: `The certificate expires soon, on ${day(on)}.`,
    next: 'Plan the next one now.',
  }),
  'authority-http': () => ({ what: 'A sign-in address starts with https.', next: 'Write https.' }),
  'authority-common': ({ name }) => ({
    what: `A registration for one organisation cannot sign in at /${name} (AADSTS50194).`,
    next: 'Replace it with the Directory (tenant) ID.',
  }),
  'authority-v1': () => ({
    what: 'This is the old endpoint, which takes other parameters.',
    next: 'Use the address that ends in /oauth2/v2.0/token.',
  }),
  'client-no-credential': () => ({
    what: 'An application that signs in by itself needs a secret or a certificate (AADSTS7000218).',
    next: 'Add a client secret.',
  }),
  'client-contradiction': () => ({
    what: 'A redirect URI under “Mobile and desktop applications” does not go with a secret; it only works because this application uses no redirect.',
    next: 'Remove the redirect URI.',
  }),
  'client-public-flows': () => ({
    what: '“Allow public client flows” is on, and nothing needs it.',
    next: 'Set it to No.',
  }),
  'client-fallback': () => ({
    what: 'Signing in with a device code needs “Allow public client flows” (AADSTS7000218).',
    next: 'Set it to Yes.',
  }),
  'client-spa': () => ({
    what: 'A sign-in under “Single-page application” cannot be completed by another program (AADSTS9002327).',
    next: 'Register the address under Web.',
  }),
  'client-web-no-credential': () => ({
    what: 'The platform Web needs a secret or a certificate (AADSTS7000218).',
    next: 'Add a credential, or use the platform “Mobile and desktop applications”.',
  }),
  'client-public-with-credential': () => ({
    what: 'This registration only has the platform “Mobile and desktop applications”, and such a client must not send a secret (AADSTS700025).',
    next: 'Leave the secret empty in the product, or register a server’s address under Web.',
  }),
}
