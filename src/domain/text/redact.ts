/**
 * The one redactor that logs, transcripts, reports and errors pass. It knows secrets by their wrapping (a header,
 * a form field, a JSON member, a mail command) and, where they have one, by their own shape.
 * Every pattern runs in linear time, because the text comes from the other side.
 */

export const removed = '[removed]'

/** Names whose value is a secret wherever they stand; compared without case, underscores and hyphens. */
const secretNames = [
  'client_secret',
  'client_assertion',
  'assertion',
  'refresh_token',
  'access_token',
  'id_token',
  'code_verifier',
  'device_code',
  'password',
  'passwd',
  'pwd',
  'secret',
  'secret_text',
  'private_key',
  'api_key',
  'account_key',
  'passphrase',
  'smtp_pass',
  'passwort',
  'kennwort',
  'wachtwoord',
  'mot[ ]de[ ]passe',
  'mot_de_passe',
  'contraseña',
  'shared_access_key',
  'clientgeheimnis',
  'geheimer[ ]clientschlüssel',
  'clientgeheim',
] as const

/** What forms and portals call them in other languages, as a pattern. The value of a doubtful one is no plain word. */
const labels = [
  'contrasena',
  'contraseña[ ]de[ ](?:la[ ])?aplicaci[óo]n',
  'mdp',
  "mot[ ]de[ ]passe[ ]d[’'](?:une[ ])?app(?:lication)?",
  "password[ ]dell[’']app",
  'wachtwoord[ ](?:voor|van)[ ](?:de[ ])?app',
  'has[łl]o',
  'heslo',
  'jelszó',
  'lösenord',
  'adgangskode',
  'пароль',
  'パスワード',
  '密码',
  'pass[ ]phrase',
  'passcode',
] as const
const doubtful = [
  'senha',
  'clave',
  "parola[ ]d[’']ordine",
  'secret[ ](?:value|client)',
  'valeur[ ]du[ ]secret',
  'valor[ ]del[ ]secreto',
  'secreto[ ]de[ ]cliente',
  'segreto[ ]client',
  'geheimniswert',
  'geheime[rnsm]?[ ]client(?:schlüssel|geheimnis)',
  'client[ ]geheim',
  'waarde[ ]geheim',
] as const

/** So short that other words end in them (bypass): only as a word of their own, or behind an underscore. */
const shortNames = ['pass', 'pw'] as const

const spellings = [...secretNames.map((name) => name.replaceAll('_', '[_-]?')), ...labels, ...doubtful].join(
  '|',
)

/** Where a short name begins: at a word boundary, after an escaped character of an address, or after SMTP_. */
const start = '(?:(?<=%[0-9A-Fa-f]{2})|\\b|(?<=[A-Za-z0-9]_))'
/** The long ones also end a longer word, as in smtpPassword. */
const named = `(?:${spellings}|${start}(?:${shortNames.join('|')}))`
/** name=value and name: value, in a query, a form, a log line or YAML. The value ends at a delimiter. */
const assigned = new RegExp(
  `(${named}(?:=|%3[dD]|[ \\t]*:[ \\t]*|[ \\t]+=[ \\t]*))([^\\s&"'\\\\;,<>]+)`,
  'gi',
)
/** A name at the end of its line, and its value alone on the next: a form that was copied. */
const below = new RegExp(`(${named}[ \\t]*[:=][ \\t]*\\r?\\n[ \\t]*)(\\S+)(?=[ \\t]*(?:\\r?\\n|$))`, 'gi')
/** "name": "value", also when the JSON sits escaped inside another JSON string. */
const member = new RegExp(
  `((?<!\\\\)(\\\\{0,16}["'])(?:[a-z_-]{0,24}(?:${spellings})|${shortNames.join('|')})\\2[ \\t\\r\\n]*[:=][ \\t\\r\\n]*)(\\\\{0,16})(["'])`,
  'gi',
)
/** name = "value with spaces", the quoted form of logs and scripts. */
const quoted = new RegExp(`(${named}[ \\t]*[:=][ \\t]*)(\\\\{0,16})(["'])`, 'gi')

/** An authorization code: `code=…`. Up to seven digits are an error number (`/error?code=50126`) and stay. */
const codeAssigned = /(?:(?<=%[0-9A-Fa-f]{2})|\b)(code(?:=|%3[dD]))(?!\d{1,7}(?![\w.~-]))([^\s&"'\\;,<>]+)/gi
const codeMember = /((?<!\\)(\\{0,16}["'])code\2[ \t]*:[ \t]*\\{0,16}["'])([\w.~+/=-]{16,})/gi

/** name value, with nothing but a blank or “is” between them: only what no word, address or number looks like. */
const spoken = new RegExp(
  `(${named}[ \\t]+(?:(?:is|ist|lautet|est|es|è|lyder|är)[ \\t]*:?[ \\t]+)?)([^\\s"'“”„‘’()<>\\[\\]{}]{8,200})`,
  'gi',
)
/** <add key="SmtpPassword" value="…"/> and <password value="…"/> */
const attribute = new RegExp(`((?:<|["'][\\w.:-]{0,60})${named}["']?[ \\t]+value=["'])[^"'<>]+`, 'gi')
/** Password&quot;:&quot;…&quot; */
const entity = new RegExp(`(${named}&quot;[ \\t]*:[ \\t]*&quot;)(?:(?!&quot;)[^\\s<])+`, 'gi')

const rules: readonly (readonly [RegExp, (match: string, ...groups: string[]) => string])[] = [
  [/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g, () => removed],
  [/\b((?:set-)?cookie2?:[ \t]*)[^\r\n]+/gi, (_, name = '') => `${name}${removed}`],
  [/\b(authorization:[ \t]*[a-z0-9-]+[ \t]+)[^\r\n"']+/gi, (_, name = '') => `${name}${removed}`],
  [/\b(bearer(?:[ \t]+|%20|\+))[\w.~+/=%-]+/gi, (_, word = '') => `${word}${removed}`],
  [
    /\b(auth[ \t]+(?!tokens?\b)[a-z0-9-]{3,20}[ \t]+)(?!(?:xoauth2|oauthbearer|login|plain|ntlm|gssapi|cram-md5)\b)[^\s"'\\]+/gi,
    (_, command = '') => `${command}${removed}`,
  ],
  [/(:\/\/[^\s/:@"'<>]{1,200}:)[^\s/@"'<>]{1,400}@/g, (_, head = '') => `${head}${removed}@`],
  // <Password>…</Password>, -Password … of PowerShell, curl -u user:…, and the signature of a shared access link
  [/(<(?:client)?(?:password|passphrase|secret)>)[^<]+(?=<)/gi, (_, name = '') => `${name}${removed}`],
  [
    /((?<![^\s])--?(?:[a-z]{1,20}-){0,3}(?:client)?(?:password|passwd|pass|passphrase|secret)[ \t]+)(?![-$(@])[^\s"']+/gi,
    (_, name = '') => `${name}${removed}`,
  ],
  [/((?<![^\s])(?:-u|--user)[ \t]+[^\s:]{1,200}:)[^\s"']+/g, (_, head = '') => `${head}${removed}`],
  [/([?&]sig=)[^&\s"'<>]+/gi, (_, name = '') => `${name}${removed}`],
  [
    /\b((?:sig|token)[ \t]*[:=][ \t]*)(?=[^\s&"'<>]{0,40}\d)[^\s&"'<>;,]{16,}/gi,
    (_, name = '') => `${name}${removed}`,
  ],
  // shorter than that only as the signature or token of a query or a log, with letters and digits mixed
  [
    /\b((?:sig|token)(?:=|:[ \t]*))(?=[^\s&"'<>;,]{0,40}\d)(?=[^\s&"'<>;,]{0,40}[a-z])(?!aadsts\d|\d+(?:ms|s|kb|mb|b)?\b)[a-z0-9%+/=_-]{8,15}(?![\w%+/=.-])/gi,
    (_, name = '') => `${name}${removed}`,
  ],
  // a code of one use and a PIN are digits alone: an error number never stands behind these names
  [
    /\b((?:otp|totp|one[- ]time[ ](?:pass)?code|einmalcode|eenmalige[ ]code|verification[ ]code|pin)(?:[ \t]*[:=][ \t]*|[ \t]+(?:is|ist)[ \t]+))\d{4,10}(?![\w.:-])/gi,
    (_, name = '') => `${name}${removed}`,
  ],
  // of these programs -p is the password; of most others it is a port or a path
  [
    /\b((?:sshpass[ \t]+-p[ \t]?|(?:mysql|mysqldump|mysqladmin|mariadb)(?:\.exe)?(?:[ \t]+(?!-p)[^\s]{1,80}){0,8}[ \t]+-p))(?:"[^"\r\n]+"|'[^'\r\n]+'|[^\s"']+)/g,
    (_, head = '') => `${head}${removed}`,
  ],
  // net use \\server /user:name …, and the text that PowerShell makes a secure string of
  [/(\/u(?:ser)?:[^\s]{1,200}[ \t]+)(?!\/)[^\s"']+/gi, (_, name = '') => `${name}${removed}`],
  [
    /(ConvertTo-SecureString[ \t]+(?:-String[ \t]+)?)("[^"\r\n]*"|'[^'\r\n]*'|(?![-$("'])[^\s)]+)/gi,
    (_, name = '') => `${name}${removed}`,
  ],
  // the commands of POP and IMAP, as a transcript has them
  [/^((?:[CS]:[ \t]*)?PASS[ \t]+)\S.*$/gm, (_, name = '') => `${name}${removed}`],
  [
    /^((?:[CS]:[ \t]*)?(?!AUTH)[A-Za-z]{0,4}\d{0,8}[ \t]+LOGIN[ \t]+(?:"[^"\r\n]*"|[^\s"]+)[ \t]+)(?:"[^"\r\n]*"|\S+)[ \t]*$/gm,
    (_, name = '') => `${name}${removed}`,
  ],
  [attribute, (_, name = '') => `${name}${removed}`],
  [entity, (_, name = '') => `${name}${removed}`],
  [codeAssigned, (_, name = '') => `${name}${removed}`],
  [
    codeMember,
    (match, head = '', _quote, value = '') => (looksLikeCode(value) ? `${head}${removed}` : match),
  ],
  // a JSON web token, and any other base64 of a JSON object
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, () => removed],
  // Entra's refresh tokens and authorization codes, its client secrets, and the compact tokens of personal accounts
  [/\b[01]\.A[\w-]{20,}(?:\.[\w-]+)*/g, () => removed],
  [/(?<![\w.~-])[\w.~-]{3}\dQ~[\w.~-]{28,40}/g, () => removed],
  [/\bEw[A-D][A-Za-z][A-Za-z0-9+/]{30,}={0,2}/g, () => removed],
]

/** The text with every secret in it replaced by “[removed]”. Never throws; redacting twice changes nothing. */
export function redact(text: string): string {
  let result = saslAnswers(text)
  result = sealedLines(result)
  result = quotedValues(result, member)
  result = quotedValues(result, quoted)
  for (const [pattern, replace] of rules) result = result.replace(pattern, replace)
  // “User name:” on the next line is another field that was left empty above
  result = result.replace(below, (match, name: string, value: string) =>
    /[:=]$/.test(value) || value.startsWith(removed) ? match : `${name}${removed}`,
  )
  result = result.replace(assigned, (match, name: string, value: string) =>
    value.startsWith(removed) || isProse(name, value) ? match : `${name}${removed}`,
  )
  return result.replace(spoken, (match, name: string, value: string) =>
    looksChosen(value) ? `${name}${removed}` : match,
  )
}

/** Small letters, capitals and digits, or digits and a sign that no word has; an address, a path, an id is none. */
function looksChosen(value: string): boolean {
  if (/:\/\/|^[\w.+-]+@[\w.-]+$|^[A-Za-z]:?[\\/]|^[\da-f-]{32,36}$/i.test(value)) return false
  const bare = value.replace(/[.,;:!?]+$/, '')
  return (
    /\d/.test(bare) &&
    /[a-z]/i.test(bare) &&
    (/[#$%&*+=^~!?&]/.test(bare) || (/[a-z]/.test(bare) && /[A-Z]/.test(bare)))
  )
}

/** “Client secret: its value …” is a sentence; a secret is no plain word. A password may be one. */
function isProse(name: string, value: string): boolean {
  return doubtfully.test(name) && /^\p{L}{1,20}[.!?]?$/u.test(value)
}

const doubtfully = new RegExp(`(?:secret|assertion|\\bpass|${doubtful.join('|')})\\s*:\\s`, 'i')

/** Error codes such as “keychain-absent” and “ErrorAccessDenied” are JSON members called code too. */
function looksLikeCode(value: string): boolean {
  return value.length >= 40 || (/\d/.test(value) && /[._~+/-]/.test(value))
}

/** Replaces what follows each match up to its closing quote; a value that never ends is a secret to the end. */
function quotedValues(text: string, opening: RegExp): string {
  const pattern = new RegExp(opening.source, opening.flags)
  let result = ''
  let from = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = pattern.lastIndex
    const slashes = match.at(-2)?.length ?? 0
    const end = closingQuote(text, start, match.at(-1) ?? '"', slashes)
    result += `${text.slice(from, start)}${end > start ? removed : ''}`
    from = end
    pattern.lastIndex = Math.max(end, start)
  }
  return result + text.slice(from)
}

/** Index of the escape or quote that closes a string opened by `slashes` backslashes and a quote. */
function closingQuote(text: string, start: number, quote: string, slashes: number): number {
  let run = 0
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]
    if (character === '\\') run += 1
    else {
      // fewer or as many backslashes as opened it close it; one pair more is an escaped quote inside
      if (character === quote && run <= slashes) return at - run
      run = 0
    }
  }
  return text.length
}

/** The client's line after a `334` challenge: a user name, a password or a token, never something to read. */
function saslAnswers(text: string): string {
  if (!text.includes('334')) return text
  let asked = false
  return text
    .split('\n')
    .map((line) => {
      const answer = asked ? withoutLastWord(line) : line
      asked = /(?:^|[:<>|\]"-] ?)334(?:[ -]|\r?$)/.test(line)
      return answer
    })
    .join('\n')
}

function withoutLastWord(line: string): string {
  const end = line.trimEnd().length
  const start = Math.max(line.lastIndexOf(' ', end - 1), line.lastIndexOf('\t', end - 1)) + 1
  return /^[A-Za-z0-9+/=]{4,}$/.test(line.slice(start, end))
    ? `${line.slice(0, start)}${removed}${line.slice(end)}`
    : line
}

/** Base64 that holds an XOAUTH2 answer (user=…, auth=Bearer …), also folded over several lines. */
function sealedLines(text: string): string {
  return text.replace(/[A-Za-z0-9+/_-]{16,}={0,2}(?:\r?\n[ \t]*[A-Za-z0-9+/_-]{4,}={0,2})*/g, (run) => {
    const lines = run.split('\n')
    const first = lines.findIndex((line) => holdsBearer(line.trim()))
    return first === -1 ? run : [...lines.slice(0, first), removed].join('\n')
  })
}

function holdsBearer(base64: string): boolean {
  const body = base64.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  try {
    const text = atob(body.slice(0, body.length - (body.length % 4)))
    return text.startsWith('user=') || /auth=bearer/i.test(text)
  } catch {
    return false
  }
}

const plainName = (name: string) => name.toLowerCase().replace(/[_-]/g, '')
const secretKeys = new Set([...secretNames, ...shortNames].map(plainName))
const deepest = 40

/**
 * The same value with every string redacted and every member with a secret name emptied, as plain data that
 * JSON can hold. Cycles, bytes and members that throw become a word in brackets.
 */
export function redactDeep(value: unknown): unknown {
  return visit(value, new Set(), 0)
}

function visit(value: unknown, above: Set<object>, depth: number): unknown {
  if (typeof value === 'string') return redact(value)
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
  if (typeof value === 'function') return '[function]'
  if (typeof value !== 'object' || value === null) return value
  if (above.has(value)) return '[again]'
  if (depth >= deepest) return '[too deep]'
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString()
  above.add(value)
  const seen = members(value, above, depth)
  above.delete(value)
  return seen
}

function members(value: object, above: Set<object>, depth: number): unknown {
  if (Array.isArray(value)) return value.map((item) => visit(item, above, depth + 1))
  if (value instanceof Set) return [...(value as Set<unknown>)].map((item) => visit(item, above, depth + 1))
  const entries: [string, () => unknown][] =
    value instanceof Map
      ? [...(value as Map<unknown, unknown>)].map(([key, item]) => [nameOf(key), () => item])
      : keysOf(value).map((key) => [key, () => (value as Record<string, unknown>)[key]])
  const result: Record<string, unknown> = {}
  for (const [key, read] of entries)
    Object.defineProperty(result, redact(key), {
      value: memberValue(key, read, above, depth),
      enumerable: true,
      writable: true,
      configurable: true,
    })
  return result
}

function memberValue(key: string, read: () => unknown, above: Set<object>, depth: number): unknown {
  let item: unknown
  try {
    item = read()
  } catch {
    return '[unreadable]'
  }
  if (secretKeys.has(plainName(key)) && item !== null && item !== undefined && typeof item !== 'boolean')
    return removed
  if (key.toLowerCase() === 'code' && typeof item === 'string' && item.length >= 16 && looksLikeCode(item))
    return removed
  return visit(item, above, depth + 1)
}

function keysOf(value: object): string[] {
  // an Error's own words are not enumerable, and they are what a log is read for
  const own =
    value instanceof Error ? ['name', 'message', 'stack', 'cause'].filter((key) => key in value) : []
  return [...new Set([...own, ...Object.keys(value)])]
}

function nameOf(key: unknown): string {
  return typeof key === 'string'
    ? key
    : typeof key === 'number' || typeof key === 'boolean'
      ? String(key)
      : `[${typeof key}]`
}
