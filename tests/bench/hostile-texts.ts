/** Texts of a given length that are as unkind as people and programs get: for the clock of the bench and the counts of the tests. */

const filled = (part: string, length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length)
const nested = (length: number) => filled('> ', length)

export const hostileTexts: Readonly<Record<string, (length: number) => string>> = {
  'one letter': (length) => filled('a', length),
  'one digit': (length) => filled('5', length),
  'one blank': (length) => filled(' ', length),
  tabs: (length) => filled('\t', length),
  'line ends': (length) => filled('\n', length),
  'line ends of Windows': (length) => filled('\r\n', length),
  'carriage returns': (length) => filled('\r', length),
  'quote marks': nested,
  'lines quoted deeper and deeper': (length) => {
    const lines: string[] = []
    for (let depth = 1, size = 0; size < length; depth = (depth % 400) + 1) {
      const line = `${'> '.repeat(depth)}550 5.7.1 x`
      lines.push(line)
      size += line.length + 1
    }
    return lines.join('\n').slice(0, length)
  },
  'angle brackets': (length) => filled('<', length),
  'tags that never end': (length) => filled('<a href="x ', length),
  'tags and brackets': (length) => filled('<a<b<!--', length),
  ampersands: (length) => filled('&#', length),
  'percent signs': (length) => filled('%4', length),
  'escaped letters': (length) => filled('\\u0041', length),
  backslashes: (length) => filled('\\', length),
  'equal signs': (length) => filled('=', length),
  'quoted-printable': (length) => filled('=C3', length),
  'soft line breaks': (length) => filled('=\r\n', length),
  'one line of base64': (length) => filled('QUFEU1RTNTAwMTE', length),
  'base64 in lines': (length) => filled(`${'QUFEU1RTNTAwMTE6'.repeat(4)}\n`, length),
  'a base64 part': (length) =>
    filled(
      `Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${`${'QUFEU1RTNTAwMTE6'.repeat(4)}\n`.repeat(50)}\n`,
      length,
    ),
  'base64 headers alone': (length) => filled('Content-Transfer-Encoding: base64\n\n', length),
  'multipart boundaries': (length) => filled('--=_boundary_0001\nContent-Type: text/plain\n\n', length),
  'header folded for ever': (length) => `Subject: x${filled('\n x', length)}`.slice(0, length),
  AADSTS: (length) => filled('AADSTS', length),
  'AADSTS and blanks': (length) => filled('AADSTS ', length),
  'AADSTS and digits': (length) => filled('AADSTS1234567890', length),
  'other AADSTS numbers': (length) => {
    const lines: string[] = []
    for (let number = 10_000, size = 0; size < length; number++) {
      const line = `AADSTS${number}: x`
      lines.push(line)
      size += line.length + 1
    }
    return lines.join('\n').slice(0, length)
  },
  'digits and dots': (length) => filled('5.7.', length),
  'enhanced codes': (length) => filled('5.7.1 ', length),
  'replies in one line': (length) => filled('535 5.7.3 ', length),
  'replies in lines': (length) => filled('535 5.7.3 x\n', length),
  'replies that differ': (length) => {
    const lines: string[] = []
    for (let number = 0, size = 0; size < length; number++) {
      const line = `550 5.7.1 refused ${number}`
      lines.push(line)
      size += line.length + 1
    }
    return lines.join('\n').slice(0, length)
  },
  'error code': (length) => filled('error code ', length),
  'error codes': (length) => filled('error_codes:[1,', length),
  'error_codes and commas': (length) => filled('error_codes: [' + ','.repeat(180), length),
  status: (length) => filled('status: ', length),
  connect: (length) => filled('connect ', length),
  'connect in lines': (length) => filled(`connect ${'x'.repeat(50)}`, length),
  ports: (length) => filled('.com, port ', length),
  dates: (length) => filled('2026-11-20 ', length),
  'log lines': (length) => filled('2026-11-20 09:12:44,812 ERROR [main] failed to send x\n', length),
  'nested JSON': (length) => filled('{"a":', length),
  'nested lists': (length) => filled('[', length),
  'JSON in JSON': (length) => filled('\\"error\\":\\"', length),
  'full width digits': (length) => filled('５３５　', length),
  Japanese: (length) => filled('メッセージの送信中にエラーが発生しました', length),
  'Japanese lines': (length) => filled('メッセージの送信中にエラーが発生しました\n', length),
  'accents that combine': (length) => filled('e\u0301', length),
  'accents without a letter': (length) => filled('\u0301', length),
  emoji: (length) => filled('📧', length),
  'half of a pair': (length) => filled('\ud83d', length),
  'zero-width': (length) => filled('\u200b', length),
  'no-break spaces': (length) => filled('\u00a0', length),
  NUL: (length) => filled('\0', length),
  'phrases begun': (length) => filled('smtpclientauthentication is disabled for the ', length),
  'words of errors': (length) => filled('exception denied refused certificate timed out ', length),
  'names without a space': (length) => filled('econnrefusede', length),
  'passwords without an end': (length) => filled('password="', length),
  'bearer tokens': (length) => filled('Bearer eyJhbGciOiJ', length),
  'private keys without an end': (length) => filled('-----BEGIN PRIVATE KEY-----\n', length),
  addresses: (length) => filled('<a@b.example>', length),
  'host names': (length) => filled('a.b.c.d.e.f.g.example ', length),
  'host names without an end': (length) => filled('a-b.', length),
  'a label without an end': (length) => filled('a-', length),
  'hosts that differ': (length) => {
    const lines: string[] = []
    for (let number = 0, size = 0; size < length; number++) {
      const line = `connect ETIMEDOUT mail${number}.contoso.example:${1_000 + (number % 60_000)}`
      lines.push(line)
      size += line.length + 1
    }
    return lines.join('\n').slice(0, length)
  },
  'numbers of Windows': (length) => filled('0x80040213 ', length),
  'negative numbers': (length) => filled('-2147220973', length),
  'socket errors': (length) => filled('Socket Error # 10060', length),
  'errors without a number': (length) => filled('error # ', length),
  'OpenSSL errors': (length) => filled(' error:0A00010B:', length),
  'port and blanks': (length) => filled(`port${' '.repeat(14)}`, length),
  'one long word': (length) => filled('a_1', length),
  'error names': (length) => filled('BlockedByConditionalAccess ', length),
  'letters that fold': (length) => filled('łßæ', length),
  'addresses with passwords': (length) => filled('://a:', length),
  'stack frames': (length) => filled(`   at ${'a.'.repeat(200)}\n`, length),
  'stack frames of scripts': (length) => filled(`   at ${'at /:1'.repeat(30)}\n`, length),
  'files of a trace': (length) => filled('File "', length),
  'modules asked for': (length) => filled('Install-Module -Name ', length),
}
