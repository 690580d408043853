/** What is wrong with a value, and what to enter instead; no sentence repeats a value that may be a secret. */
import type { IdKind } from '../../domain/problem/finding.ts'
import { formatDay } from '../shape/format.ts'
import type { FindingWords } from '../shape/say-finding.ts'

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
const copyFromPlan = 'Copy the address from the plan.'
const strongKey = (least: number) => `Create a certificate with an RSA key of ${least} bits or more.`
const forExample = (example: string | null, otherwise: string) =>
  example === null ? otherwise : `For example: ${example}`
const day = (iso: string) => formatDay(iso, 'en')

export const findings: FindingWords = {
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

  'redirect-missing': () => ({ what: 'The redirect URI is empty.', next: 'Copy it from the plan.' }),
  'redirect-malformed': ({ uri }) => ({
    what: `“${uri}” is not an address.`,
    next: 'Write it like https://server.contoso.com/path.',
  }),
  'redirect-blank': () => ({
    what: 'The redirect URI contains a space, a line break or an invisible character.',
    next: 'Remove it.',
  }),
  'redirect-character': ({ characters }) => ({
    what: `Entra does not accept ${characters.join(' ')} in a redirect URI.`,
    next: 'Remove these characters.',
  }),
  'redirect-wildcard': () => ({
    what: 'A wildcard would send sign-ins to any address that matches.',
    next: 'Register each address in full.',
  }),
  'redirect-fragment': () => ({ what: 'A redirect URI cannot contain a #.', next: 'End it before the #.' }),
  'redirect-backslash': () => ({ what: 'The redirect URI contains a backslash.', next: 'Use / instead.' }),
  'redirect-length': ({ length, most }) => ({
    what: `The redirect URI has ${length} characters; Entra accepts ${most}.`,
    next: 'Shorten the path.',
  }),
  'redirect-http': () => ({
    what: 'Entra accepts http only for the PC itself (localhost).',
    next: 'Write https.',
  }),
  'redirect-slashes': ({ scheme }) => ({
    what: `After ${scheme}: there must be exactly two slashes.`,
    next: `Write ${scheme}://.`,
  }),
  'redirect-scheme-missing': () => ({
    what: 'The redirect URI does not start with https://.',
    next: 'Put https:// in front.',
  }),
  'redirect-scheme': ({ scheme }) => ({
    what: `Entra does not accept an address that starts with ${scheme}:.`,
    next: 'Use https://, or http://localhost.',
  }),
  'redirect-host-run-together': ({ written, host }) => ({
    what: `“${written}” is read as one host name, and nothing answers there. The / after ${host} is missing.`,
    next: 'Put the / back, and use plain http for the PC itself.',
  }),
  'redirect-credentials': () => ({
    what: 'The redirect URI contains a user name or password.',
    next: 'Remove everything before the @.',
  }),
  'redirect-https-loopback': () => ({
    what: 'https on localhost is not the same address as http on localhost, and needs a trusted certificate on the PC.',
    next: 'Use http unless the product really listens with TLS.',
  }),
  'redirect-ipv6': () => ({ what: 'Entra does not support [::1].', next: 'Use http://localhost.' }),
  'redirect-127': () => ({
    what: 'The portal does not accept http with 127.0.0.1; only the manifest or Graph does.',
    next: 'Use http://localhost, or enter it in the manifest.',
  }),
  'redirect-short-host': ({ host }) => ({
    what: `“${host}” is a short name: it works only on computers that can resolve it.`,
    next: 'Use the full name that people enter in the browser.',
  }),
  'redirect-dots': () => ({
    what: 'The path contains . or .. parts, which are removed before it is compared.',
    next: 'Write the path without them.',
  }),
  'redirect-spa': () => ({
    what: 'Under Single-page application the product cannot complete the sign-in (AADSTS9002327).',
    next: 'Register the address under Web, or under Mobile and desktop applications for a program on a PC.',
  }),
  'redirect-native-under-web': () => ({
    what: 'This address is for programs on a PC, not for the platform Web.',
    next: 'Register it under Mobile and desktop applications.',
  }),
  'redirect-loopback-under-web': () => ({
    what: 'http://localhost under Web makes the sign-in ask for a secret.',
    next: 'Register it under Mobile and desktop applications.',
  }),
  'redirect-server-under-desktop': () => ({
    what: 'A server address under Mobile and desktop applications makes the client public, and a secret is then refused (AADSTS700025).',
    next: 'Register a server’s address under Web.',
  }),
  'redirect-scheme-differs': ({ wanted }) => ({
    what: `The address should start with ${wanted}//.`,
    next: copyFromPlan,
  }),
  'redirect-host-differs': ({ wanted }) => ({ what: `The host should be ${wanted}.`, next: copyFromPlan }),
  'redirect-port-differs': ({ wanted }) => ({
    what: wanted === '' ? 'There should be no port in it.' : `The port should be ${wanted}.`,
    next: copyFromPlan,
  }),
  'redirect-path-case': () => ({
    what: 'Upper and lower case count in the path, and they differ.',
    next: copyFromPlan,
  }),
  'redirect-trailing-slash': () => ({
    what: 'The slash at the end makes it a different address.',
    next: copyFromPlan,
  }),
  'redirect-path-differs': ({ wanted }) => ({ what: `The path should be ${wanted}.`, next: copyFromPlan }),
  'redirect-no-path': () => ({
    what: 'Entra answers to an address without a path with a / at the end.',
    next: 'Make sure the product expects that, or register the path.',
  }),
  'redirect-port-pair': () => ({
    what: 'Another redirect URI differs from this one only by its port, which is not compared on localhost.',
    next: 'Keep one of the two, without a port.',
  }),

  'scope-missing': () => ({ what: 'No scope is requested.', next: 'Copy the scopes from the plan.' }),
  'scope-two-resources': () => ({
    what: 'These scopes belong to more than one resource; a token is for one only (AADSTS700022, AADSTS28003).',
    next: 'Request one resource at a time.',
  }),
  'scope-bare-mail': ({ scope, resource }) => ({
    what: `“${scope}” without an address in front counts as a Graph scope, and the mail server refuses that token (535 5.7.3).`,
    next: `Put ${resource}/ in front.`,
  }),
  'scope-wrong-resource': ({ wanted }) =>
    wanted === 'outlook'
      ? {
          what: 'The mail server refuses a token for Graph (535 5.7.3).',
          next: 'Request the Outlook resource.',
        }
      : { what: 'Graph refuses a token for Outlook.', next: 'Request the Graph resource.' },
  'scope-not-default': () => ({
    what: 'An application that signs in by itself requests /.default and nothing else (AADSTS1002012).',
    next: 'Request the resource with /.default.',
  }),
  'scope-default-mixed': () => ({
    what: '/.default cannot be combined with single scopes (AADSTS70011).',
    next: 'Use one or the other.',
  }),
  'scope-no-refresh': () => ({
    what: 'Without offline_access the sign-in lasts about an hour.',
    next: 'Add offline_access.',
  }),
  'scope-http': () => ({ what: 'A scope starts with https.', next: 'Write https.' }),

  'host-missing': ({ right }) => ({ what: 'The mail server is missing.', next: `Enter ${right}.` }),
  'host-blank': ({ right }) => ({
    what: 'The mail server contains a space or an invisible character.',
    next: `Enter ${right} by hand.`,
  }),
  'host-scheme': ({ right }) => ({
    what: 'A mail server is a name, without smtp:// or https:// in front.',
    next: `Enter ${right}.`,
  }),
  'host-address': ({ right }) => ({
    what: 'This is an email address, not a server.',
    next: `Enter ${right}.`,
  }),
  'host-mx': ({ right }) => ({
    what: 'This is where other servers deliver mail to your organisation (MX). Nobody can sign in there.',
    next: `Enter ${right}.`,
  }),
  'host-legacy': ({ right }) => ({
    what: 'This server is for programs with an outdated TLS version.',
    next: `Use ${right} if the product supports TLS 1.2.`,
  }),
  'host-hve': ({ right }) => ({
    what: 'This server accepts High Volume Email accounts only, and only for mail within the organisation.',
    next: `Enter ${right}.`,
  }),
  'host-consumer': ({ right }) => ({
    what: 'This is the server for private Outlook.com accounts; it works, but is not the documented one.',
    next: `Enter ${right}.`,
  }),
  'host-old': ({ host, right }) => ({
    what: `“${host}” is an old name of the server.`,
    next: `Enter ${right}.`,
  }),
  'host-other-protocol': ({ host, right }) => ({
    what: `“${host}” is not the server for sending mail.`,
    next: `Enter ${right}.`,
  }),
  'host-local': ({ right }) => ({
    what: 'This is the computer the product runs on, perhaps a relay.',
    next: `Enter ${right}.`,
  }),
  'host-unknown': ({ host, right }) => ({
    what: `“${host}” is not the Microsoft 365 server for sending mail.`,
    next: `Enter ${right}, unless you want to use a relay.`,
  }),
  'port-missing': ({ right }) => ({ what: 'The port is missing.', next: `Use ${right} with STARTTLS.` }),
  'port-number': ({ port, right }) => ({
    what: `“${port}” is not a port.`,
    next: `Use ${right} with STARTTLS.`,
  }),
  'port-25': ({ right }) => ({
    what: 'Port 25 is for mail between servers. Microsoft 365 accepts it from clients only as a stopgap, and many networks block it.',
    next: `Use ${right} with STARTTLS.`,
  }),
  'port-465': ({ right }) => ({
    what: 'Microsoft 365 does not offer implicit TLS on port 465; the connection times out.',
    next: `Use ${right} with STARTTLS.`,
  }),
  'port-567': ({ right }) => ({
    what: '567 is a misprint for 587; nothing answers there.',
    next: `Use ${right} with STARTTLS.`,
  }),
  'port-2525': ({ right }) => ({
    what: 'Other mail services use 2525; Microsoft 365 does not.',
    next: `Use ${right} with STARTTLS.`,
  }),
  'port-other': ({ port, right }) => ({
    what: `Microsoft 365 does not accept mail on port ${port}.`,
    next: `Use ${right} with STARTTLS.`,
  }),
  'tls-none': () => ({
    what: 'Without encryption the server does not let anyone sign in (530 5.7.57).',
    next: 'Choose STARTTLS.',
  }),
  'tls-implicit': () => ({
    what: 'Microsoft 365 does not offer implicit TLS.',
    next: 'Choose STARTTLS.',
  }),
  'tls-old': () => ({
    what: 'Microsoft 365 accepts TLS 1.2 or newer only.',
    next: 'Choose STARTTLS with TLS 1.2 or newer.',
  }),
  'tls-unclear': ({ mode }) => ({
    what: `“${mode}” can mean two things; only STARTTLS works here.`,
    next: 'Make sure it starts unencrypted on port 587 and then switches to TLS.',
  }),
  'tls-unknown': ({ mode }) => ({
    what: `“${mode}” is not a known type of encryption.`,
    next: 'Choose STARTTLS.',
  }),

  'host-name-space': () => ({ what: 'It contains a space.', next: 'Enter the name of the server only.' }),
  'host-name-only': () => ({
    what: 'Only the name of the server is needed, without https:// and without a path.',
    next: 'Remove what is around it.',
  }),
  'host-name-address': () => ({
    what: 'This looks like an email address.',
    next: 'Enter the name of the server.',
  }),
  'host-name-colons': () => ({
    what: 'It contains more than one colon.',
    next: 'Write it like server.contoso.com or server.contoso.com:8443.',
  }),
  'host-name-port': () => ({
    what: 'The port must be a number from 1 to 65535.',
    next: 'Write it like server.contoso.com:8443, or leave the port out.',
  }),
  'host-name-shape': () => ({
    what: 'This is not a host name: letters, digits, hyphens and dots only, and no dot at either end.',
    next: 'Write it like server.contoso.com.',
  }),

  'address-missing': () => ({ what: 'The address is missing.', next: 'Enter an email address.' }),
  'address-long': ({ most }) => ({
    what: `The address is longer than ${most} characters.`,
    next: 'Write it like name@contoso.com.',
  }),
  'address-several': () => ({
    what: 'It contains more than one address.',
    next: 'Enter one address at a time.',
  }),
  'address-name': ({ text }) => ({
    what: `“${text}” is not an email address: it has no @.`,
    next: 'Enter the email address of the mailbox, like name@contoso.com.',
  }),
  'address-with-name': () => ({
    what: 'There is a name or a space next to the address.',
    next: 'Enter the address only.',
  }),
  'address-letter': ({ text }) => ({
    what: `“${text}” contains a letter that Exchange Online does not accept in an address.`,
    next: 'Check the address in the Microsoft 365 admin center.',
  }),
  'address-local': ({ text }) => ({
    what: `“${text}” is not an email address: the part before the @ is wrong.`,
    next: 'Write it like name@contoso.com.',
  }),
  'address-domain': ({ text, domain }) => ({
    what: `“${text}” is not an email address: “${domain}” is not a domain.`,
    next: 'Write it like name@contoso.com.',
  }),
  'address-blank': () => ({ what: 'There is a space around the address.', next: 'Remove it.' }),
  'address-no-reply': () => ({
    what: 'A no-reply address must exist as a mailbox or alias.',
    next: 'Check it in the Exchange admin center.',
  }),
  'address-private': () => ({
    what: 'This is a private mailbox, not one of the organisation.',
    next: 'Enter an address of your tenant.',
  }),

  'name-missing': () => ({
    what: 'The name is missing.',
    next: 'Choose one you will recognise, for example “Contoso EAP”.',
  }),
  'name-long': ({ most }) => ({ what: `The name is longer than ${most} characters.`, next: 'Shorten it.' }),
  'name-invisible': () => ({
    what: 'The name contains line breaks or invisible characters.',
    next: 'Type it instead of pasting it.',
  }),

  'answer-flag': () => ({ what: 'This is neither yes nor no.', next: 'Answer yes or no.' }),
  'answer-not-offered': ({ offered, several }) => ({
    what: 'This answer is not offered.',
    next: several
      ? `Choose from: ${offered.join(', ')}. Separate several with commas.`
      : `Choose one of: ${offered.join(', ')}.`,
  }),
  'answer-open': ({ example }) => ({
    what: 'This is not answered yet.',
    next: forExample(example, 'Answer it.'),
  }),
  'text-wanted': ({ example }) => ({
    what: 'The answer must be text.',
    next: `Write it in quotation marks, for example "${example ?? 'text'}".`,
  }),
  'text-long': ({ most }) => ({ what: `This is longer than ${most} characters.`, next: 'Shorten it.' }),
  'text-invisible': () => ({
    what: 'It contains line breaks or invisible characters.',
    next: 'Type it instead of pasting it.',
  }),
  'path-shape': ({ example }) => ({
    what: 'This is not a path: letters, digits, / . _ ~ and - only, without a / in front.',
    next: forExample(example, 'Copy it from the vendor’s address.'),
  }),
  'plain-name-shape': ({ most, example }) => ({
    what: `Only letters, digits, spaces, dots, hyphens and underscores are accepted, ${most} at most.`,
    next: forExample(example, 'Choose a simpler name.'),
  }),

  'row-no-address': () => ({
    what: 'There is no email address in this line.',
    next: 'Add one, or leave the line out.',
  }),
  'row-address-missing': () => ({
    what: 'The address is missing in this line.',
    next: 'Add it, or leave the line out.',
  }),
  'row-aliases-only': () => ({
    what: 'There are only aliases (smtp:) in this line, and no primary address (SMTP:).',
    next: 'Export the column PrimarySmtpAddress too.',
  }),
  'row-twice': ({ address, line }) => ({
    what: `${address} is already in line ${line}.`,
    next: 'Keep one of the two.',
  }),
  'row-too-many': () => ({
    what: 'There are more than two addresses in this line.',
    next: 'Write one mailbox, and who signs in for it.',
  }),
  'row-kind': ({ kind }) => ({
    what: `The type “${kind}” is not known.`,
    next: 'Write user, shared or group.',
  }),
  'row-no-mailbox': ({ kind }) => ({
    what: `A recipient of the type “${kind}” has no mailbox here to send from.`,
    next: 'Leave the line out.',
  }),
  'row-sign-ins': ({ address, count }) => ({
    what: `${count} people would sign in for ${address}.`,
    next: 'Keep one of them.',
  }),
  'row-sign-in-no-address': ({ address, text }) => ({
    what: `“${text}”, who would sign in for ${address}, is not an email address.`,
    next: 'Enter the address of the person who signs in.',
  }),
  'row-needs-sign-in': ({ address, kind }) => ({
    what:
      kind === 'group'
        ? `${address} is a group, and a group cannot sign in.`
        : `${address} is a shared, room or equipment mailbox, which cannot sign in.`,
    next: 'Add who signs in for it.',
  }),
}
