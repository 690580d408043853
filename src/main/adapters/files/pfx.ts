/** Opens a PFX (PKCS #12) file. The only place that knows node-forge: Node's crypto cannot take one apart. */
import forge from 'node-forge'

export type Pfx =
  | {
      readonly outcome: 'read'
      readonly certificates: readonly Uint8Array[]
      /** PKCS #8 DER, secret; null when the file holds none. */
      readonly key: Uint8Array | null
    }
  | { readonly outcome: 'wrong-passphrase' | 'not-a-pfx' | 'unsupported' }

type Bag = forge.pkcs12.Bag

/** More rounds than any exporter uses would only keep the window waiting. */
const mostRounds = 10_000_000

export function readPfx(bytes: Uint8Array, passphrase: string | null): Pfx {
  let file: forge.asn1.Asn1
  try {
    file = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('binary')))
    if (!looksLikePfx(file)) return { outcome: 'not-a-pfx' }
  } catch {
    return { outcome: 'not-a-pfx' }
  }
  // “No password” is written in two ways: as an empty one, and as none at all.
  const tries = passphrase === null || passphrase === '' ? ['', undefined] : [passphrase]
  let worst: Pfx = { outcome: 'unsupported' }
  for (const password of tries) {
    const opened = openedWith(file, password)
    if (opened.outcome === 'read') return opened
    if (opened.outcome === 'wrong-passphrase') worst = opened
  }
  return worst
}

function openedWith(file: forge.asn1.Asn1, password: string | undefined): Pfx {
  try {
    return contentsOf(forge.pkcs12.pkcs12FromAsn1(file, true, password))
  } catch (thrown) {
    if (!isWrongPassword(thrown)) return { outcome: 'unsupported' }
    return isMacWrong(thrown) || password === undefined
      ? { outcome: 'wrong-passphrase' }
      : withUtf8(file, password)
  }
}

/**
 * The MAC counts letters in UTF-16, AES in UTF-8, and the library knows the first only. The MAC was right by now,
 * so the rest is opened without it.
 */
function withUtf8(file: forge.asn1.Asn1, password: string): Pfx {
  const bytes = forge.util.encodeUtf8(password)
  if (bytes === password || !Array.isArray(file.value)) return { outcome: 'wrong-passphrase' }
  try {
    return contentsOf(forge.pkcs12.pkcs12FromAsn1({ ...file, value: file.value.slice(0, 2) }, true, bytes))
  } catch {
    return { outcome: 'wrong-passphrase' }
  }
}

/** SEQUENCE { version 3, authSafe SEQUENCE { OID … } … }, and a MAC within reason. */
function looksLikePfx(file: forge.asn1.Asn1): boolean {
  if (file.type !== forge.asn1.Type.SEQUENCE || !Array.isArray(file.value)) return false
  const [version, authSafe, mac] = file.value
  if (version?.type !== forge.asn1.Type.INTEGER || version.value !== '\x03') return false
  if (authSafe?.type !== forge.asn1.Type.SEQUENCE) return false
  const rounds = Array.isArray(mac?.value) ? mac.value[2] : undefined
  return typeof rounds?.value !== 'string' || forge.asn1.derToInteger(rounds.value) <= mostRounds
}

/** The library names it in words only. Without a MAC a wrong password shows as rubble where the key should be. */
function isWrongPassword(thrown: unknown): boolean {
  return isMacWrong(thrown) || (thrown instanceof Error && /password|decrypt/i.test(thrown.message))
}

function isMacWrong(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.includes('MAC could not be verified')
}

function contentsOf(pfx: forge.pkcs12.Pkcs12Pfx): Pfx {
  const bags = pfx.safeContents.flatMap(({ safeBags }) => safeBags)
  const certificates = bags.filter(({ type }) => type === forge.pki.oids['certBag']).map(certificateDer)
  const keys = bags
    .filter(({ type }) => type === forge.pki.oids['pkcs8ShroudedKeyBag'] || type === forge.pki.oids['keyBag'])
    .map(keyDer)
  return { outcome: 'read', certificates, key: keys[0] ?? null }
}

/** What the library cannot interpret (any key but RSA) it hands on as it was. */
function certificateDer(bag: Bag): Uint8Array {
  return der(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1)
}

function keyDer(bag: Bag): Uint8Array {
  return der(bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1)
}

function der(value: forge.asn1.Asn1): Uint8Array {
  return Buffer.from(forge.asn1.toDer(value).getBytes(), 'binary')
}
