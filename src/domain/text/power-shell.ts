/** Values in commands that people paste into PowerShell: no value may end the literal it stands in, or begin anything. */

const apostrophes = /['\u2018\u2019\u201a\u201b]/g
/** What ends or expands a string between double quotes. */
const special = /["\u201c\u201d\u201e$`]/g

/** Text as a PowerShell literal; an apostrophe and its typographic sisters all end one, so all are doubled. */
export function powerShellText(text: string): string {
  return `'${doubled(text)}'`
}

/**
 * `{name}` of a command replaced by its value, written as the place wants it: between apostrophes, between double quotes
 * (there also inside the apostrophes of a filter), or bare, where all but a plain word is quoted. A value that is not
 * known stays visible as ‹name›. `names`: the placeholders; other braces are PowerShell's own.
 */
export function intoPowerShell<N extends string>(
  command: string,
  names: readonly N[],
  value: (name: N) => string | undefined,
): string {
  const next = new RegExp(`\\{(${names.join('|')})\\}|['"\`]`, 'g')
  let within: '' | "'" | '"' = ''
  let inFilter = false
  return command.replace(next, (found, name: N | undefined, at: number) => {
    if (name !== undefined) {
      const known = value(name)
      if (known === undefined) return `‹${name}›`
      if (within === "'") return doubled(known)
      if (within === '"') return (inFilter ? known.replaceAll("'", "''") : known).replace(special, '`$&')
      return /^[\w.@-]+$/.test(known) && !/^[-@]/.test(known) ? known : powerShellText(known)
    }
    const escaped = within !== "'" && command[at - 1] === '`'
    if (found === '`' || escaped) return found
    if (within === '') within = found === '"' ? '"' : "'"
    else if (within === found) within = ''
    else if (within === '"') inFilter = !inFilter
    if (within === '') inFilter = false
    return found
  })
}

function doubled(text: string): string {
  return text.replace(apostrophes, '$&$&')
}
