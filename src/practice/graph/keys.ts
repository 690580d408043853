/** Addresses name one object in two ways, `/applications/ID` and `/applications(appId='ID')`; routes know the first. */

/** `/v1.0/myorganization/applications` is `/v1.0/applications`: CLI for Microsoft 365 writes it so. */
const ownTenant = /^(\/graph\/(?:v1\.0|beta))\/myorganization(?=\/)/

/** Actions may be written with their namespace, and in any case: scripts write `/me/sendmail`. */
const sending = /(?<=^\/graph\/[^/]+\/(?:me|users\/[^/]+)\/)(?:microsoft\.graph\.)?sendmail\/?$/i

/** `(appId='X')` becomes `/appId=X`, and `('X')` becomes `/X`. Everything else stays. */
export function plainPath(path: string): string {
  const text = path.includes('%')
    ? path.replaceAll(/%27/g, "'").replaceAll(/%28/g, '(').replaceAll(/%29/g, ')')
    : path
  return text
    .replace(ownTenant, '$1')
    .replaceAll(/\((\w+)='([^'/]*)'\)/g, '/$1=$2')
    .replaceAll(/\('([^'/]*)'\)/g, '/$1')
    .replace(sending, 'sendMail')
}
