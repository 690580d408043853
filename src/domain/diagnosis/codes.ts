/**
 * The numbers in which platforms say what went wrong, each with the name of its family in front: “winsock 10060”,
 * “errno 111”, “hresult 80040213”, “openssl 0a00010b”, “ora 24247”, “curl 35”, “winhttp 12007”, “panel 3101”.
 * A number counts only beside a word of its family: 10060 alone is a quantity. Every pattern is bounded.
 */

interface Family {
  readonly name: string
  readonly pattern: RegExp
}

const families: readonly Family[] = [
  {
    name: 'winsock',
    pattern:
      /(?:error|winerror|errno|wsa\w{0,20}|socket|code|nr|no|number|fehler|erreur|errore|erro|fout|błąd|エラー|os error)\.?["']?\s{0,2}[#:=([]{0,2}\s{0,2}(1[01]0\d\d)(?!\d)/gi,
  },
  { name: 'winsock', pattern: /[([](1(?:00[2-9]\d|100\d))[)\]]/g },
  {
    name: 'errno',
    pattern: /(?:errno|os error|errno code)["']?\s{0,2}[:=#]?\s{0,2}-?(\d{1,3})(?!\d)/gi,
  },
  {
    name: 'errno',
    pattern:
      /(?:refused|timed out|unreachable|reset by peer|no route to host)["']?[ :]{0,2}[([](\d{2,3})[)\]]/gi,
  },
  { name: 'hresult', pattern: /0x(?:ffffffff)?([89c][0-9a-f]{7})(?![0-9a-f])/gi },
  { name: 'hresult', pattern: /[(:[ ](8[0-9a-f]{7})[)\]]/gi },
  {
    name: 'openssl',
    pattern: /(?:^|[^0-9a-z])error:((?:0a|14)[0-9a-f]{6}):/gi,
  },
  { name: 'ora', pattern: /\bora-(\d{5})(?!\d)/gi },
  { name: 'curl', pattern: /\bcurl:? ?\(?(?:error ?)?(\d{1,2})\)?(?!\d)/gi },
  {
    name: 'winhttp',
    pattern:
      /(?:winhttp|wininet|internet|http|error|code|fehler|erreur)\w{0,12}["']?\s{0,2}[:=(#]?\s{0,2}(12\d{3})(?!\d)/gi,
  },
  /** The display of a copier. */
  { name: 'panel', pattern: /(?:error|fehler|send error|code)[ -]?(?:code)?[ :#]{1,3}(\d{3,4})(?!\d)/gi },
  { name: 'panel', pattern: /(?:^|[ (])#(8\d\d)(?!\d)/g },
  { name: 'panel', pattern: /\b(0\d\d-\d{3})(?!\d)/g },
]

/** A negative number of 32 bits is how VBScript, VBA and Delphi write an HRESULT. */
const negative = /-(2147[0-9]{6}|2146[0-9]{6}|214[0-5][0-9]{6})(?!\d)/g

export function platformCodes(text: string): Set<string> {
  const found = new Set<string>()
  for (const { name, pattern } of families)
    for (const [, digits = ''] of text.matchAll(pattern))
      found.add(`${name} ${digits.toLowerCase().replace('-', '')}`)
  for (const [, digits = ''] of text.matchAll(negative))
    found.add(`hresult ${(0x1_0000_0000 - Number(digits)).toString(16).padStart(8, '0')}`)
  return found
}
