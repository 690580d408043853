/** Opens and makes PFX (PKCS #12) files. By node-forge: Node's crypto knows nothing of them. */
import forge from 'node-forge'

export type Pfx =
  | {
      readonly outcome: 'read'
      readonly certificates: readonly Uint8Array[]
      /** PKCS #8 DER, secret; null when the file holds none. */
      readonly key: Uint8Array | null
    }
  | { readonly outcome: 'wrong-passphrase' | 'not-a-pfx' | 'unsupported' | 'too-costly' }

type Bag = forge.pkcs12.Bag

/**
 * A file says how many rounds it takes to make a key of its password, and nothing can be done meanwhile: more of them
 * than any exporter asks for would only hold the program. Java asks for 100,000, OpenSSL and Windows for a few thousand.
 * The library counts the old rounds in JavaScript (about 25,000 a second on a slow PC), PBKDF2 is Node's.
 */
const mostOldRounds = 200_000
const mostRounds = 5_000_000

class TooCostly extends Error {}

/** What the library asks for every key but that of the MAC; the declarations leave it out. */
interface Ciphers {
  getCipher(oid: string, params: forge.asn1.Asn1, password: string): unknown
}
const ciphers = (forge.pki as unknown as { readonly pbe: Ciphers }).pbe
const getCipher = ciphers.getCipher.bind(ciphers)
ciphers.getCipher = (oid, params, password) => {
  if (isTooCostly(oid, params)) throw new TooCostly()
  return getCipher(oid, params, password)
}

function isTooCostly(oid: string, params: forge.asn1.Asn1): boolean {
  return roundsIn(params) > (oid === forge.pki.oids['pkcs5PBES2'] ? mostRounds : mostOldRounds)
}

/** The largest number in the parameters of a cipher; the count of rounds is larger than any other. */
function roundsIn({ type, value }: forge.asn1.Asn1): number {
  if (Array.isArray(value)) return Math.max(0, ...value.map(roundsIn))
  if (type !== forge.asn1.Type.INTEGER) return 0
  // More than six bytes are no count but a way to be taken for a small one.
  return value.length > 6 ? Infinity : Buffer.from(value, 'binary').readUIntBE(0, value.length)
}

/** Whether Node would count for ever over an encrypted PKCS #8 key; for what is none it has its own refusal. */
export function isCostlyKey(der: Uint8Array): boolean {
  try {
    const file = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(der).toString('binary')))
    const [algorithm] = Array.isArray(file.value) ? file.value : []
    return algorithm !== undefined && roundsIn(algorithm) > mostRounds
  } catch {
    return false
  }
}

export function readPfx(bytes: Uint8Array, passphrase: string | null): Pfx {
  let file: forge.asn1.Asn1
  try {
    file = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('binary')))
    if (!looksLikePfx(file)) return { outcome: 'not-a-pfx' }
    if (isCostlyMac(file)) return { outcome: 'too-costly' }
  } catch {
    return { outcome: 'not-a-pfx' }
  }
  // “No password” is written in two ways: as an empty one, and as none at all.
  const tries = passphrase === null || passphrase === '' ? ['', undefined] : [passphrase]
  let worst: Pfx = { outcome: 'unsupported' }
  for (const password of tries) {
    const opened = openedWith(file, password)
    if (opened.outcome === 'read' || opened.outcome === 'too-costly') return opened
    if (opened.outcome === 'wrong-passphrase') worst = opened
  }
  return worst
}

/** The key of the MAC is counted in JavaScript, about 25,000 rounds a second on a slow PC. */
const ownRounds = 20_000

/** AES-256, as Windows opens it since Windows 10 1709 and Server 2019; a passphrase of printable ASCII. */
export function makePfx(certificatePem: string, privateKeyPem: string, passphrase: string): Uint8Array {
  const key = forge.pki.privateKeyFromPem(privateKeyPem)
  const certificates = [forge.pki.certificateFromPem(certificatePem)]
  const options = { algorithm: 'aes256', count: ownRounds } as const
  return der(forge.pkcs12.toPkcs12Asn1(key, certificates, passphrase, options))
}

function openedWith(file: forge.asn1.Asn1, password: string | undefined): Pfx {
  try {
    return contentsOf(forge.pkcs12.pkcs12FromAsn1(file, true, password))
  } catch (thrown) {
    if (thrown instanceof TooCostly) return { outcome: 'too-costly' }
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
  } catch (thrown) {
    return { outcome: thrown instanceof TooCostly ? 'too-costly' : 'wrong-passphrase' }
  }
}

/** SEQUENCE { version 3, authSafe SEQUENCE { OID … } … } */
function looksLikePfx(file: forge.asn1.Asn1): boolean {
  if (file.type !== forge.asn1.Type.SEQUENCE || !Array.isArray(file.value)) return false
  const [version, authSafe] = file.value
  if (version?.type !== forge.asn1.Type.INTEGER || version.value !== '\x03') return false
  return authSafe?.type === forge.asn1.Type.SEQUENCE
}

/** MacData SEQUENCE { DigestInfo, salt, rounds } is the last of the three. */
function isCostlyMac(file: forge.asn1.Asn1): boolean {
  const mac = Array.isArray(file.value) ? file.value[2] : undefined
  const rounds = Array.isArray(mac?.value) ? mac.value[2] : undefined
  return rounds !== undefined && roundsIn(rounds) > mostOldRounds
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
