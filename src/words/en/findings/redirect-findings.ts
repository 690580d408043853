/** What is wrong with redirect URIs and scopes, and what to enter instead; no sentence repeats a value that may be a secret. */
import type { RedirectFindings } from '../../../domain/problem/redirect-findings.ts'
import type { FindingWords } from '../../shape/say-finding.ts'

const copyFromPlan = 'Copy the address from the plan.'

export const redirectFindings: FindingWords<RedirectFindings> = {
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
}
