/** Replaces addresses and domains by made-up ones, the same everywhere, so that a bundle can still be followed. */

/** Local part and domain in a form that also fits inside JSON, angle brackets and quotes. */
const address = /[\p{L}\p{N}._%+'-]{1,64}@((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63})/gu

interface KnownWords {
  /** Names that are no addresses but tell as much: tenant, setup, person. Short words would hit too much. */
  readonly words: readonly string[]
}

/** All texts at once: a pseudonym means the same in each of them. */
export function pseudonymise(texts: readonly string[], { words }: KnownWords): string[] {
  const addresses = new Map<string, string>()
  const domains = new Map<string, string>()
  const domainOf = (name: string) => numbered(domains, name.toLowerCase(), (n) => `domain-${n}.invalid`)
  const withoutAddresses = texts.map((text) =>
    text.replace(address, (whole, domain: string) =>
      numbered(addresses, whole.toLowerCase(), (n) => `address-${n}@${domainOf(domain)}`),
    ),
  )
  const names = new Map<string, string>()
  const values = new Map<string, string>()
  for (const word of words) {
    if (word.length < 4) {
      // of a value that is nothing else it is surely the name
      if (word !== '')
        values.set(
          word,
          numbered(names, word, (n) => `[name ${n}]`),
        )
      continue
    }
    if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(word)) domainOf(word)
    else numbered(names, word, (n) => `[name ${n}]`)
  }
  // The longest first: contoso.example is also the end of mail.contoso.example.
  const replaced = [...domains, ...names]
    .filter(([word]) => !values.has(word))
    .flatMap(([word, instead]) => spellings(word).map((one) => [escaped(one), instead] as const))
    .sort(([a], [b]) => b.length - a.length)
  const whole = [...values].flatMap(([word, instead]) =>
    spellings(word).map((one) => [`(?<=: ")${escaped(one)}(?=")`, instead] as const),
  )
  return withoutAddresses.map((text) =>
    [...replaced, ...whole].reduce(
      (rest, [pattern, instead]) => rest.replaceAll(new RegExp(pattern, 'giu'), () => instead),
      text,
    ),
  )
}

function numbered(known: Map<string, string>, key: string, name: (n: number) => string): string {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = name(known.size + 1)
  known.set(key, made)
  return made
}

/** As it is, and as JSON writes it where it holds a quote or a backslash. */
const spellings = (word: string) => [...new Set([word, JSON.stringify(word).slice(1, -1)])]

/** With the flag u a hyphen must not be escaped outside a class. */
const escaped = (word: string) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
