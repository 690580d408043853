/** Names, paths and other plain text: what may stand in them. */
import { plainText } from '../text/escape.ts'
import { found, type Finding } from '../problem/finding.ts'
import { checked, type Checked } from './checked.ts'

const longestName = 80
const longestText = 300
const longestPlainName = 64

/** A setup's name: one visible line, at most 80 characters. It becomes part of file names elsewhere. */
export function checkSetupName(text: string, field = 'name'): Checked<string> {
  const value = text.trim().replace(/ {2,}/g, ' ')
  return checked(field, value, nameFindings(value))
}

function nameFindings(value: string): Finding[] {
  if (value === '') return [found('name-missing', {})]
  if (value.length > longestName) return [found('name-long', { most: longestName })]
  return isOneVisibleLine(value) ? [] : [found('name-invisible', {})]
}

/** What every text somebody answers with must be, whatever its shape. */
export function textFindings(text: string): Finding[] {
  if (text.length > longestText) return [found('text-long', { most: longestText })]
  return isOneVisibleLine(text) ? [] : [found('text-invisible', {})]
}

/** A path below a server's name: no / in front, nothing that a browser takes out again. */
export function pathFindings(text: string, example: string | null): Finding[] {
  const fits = /^[A-Za-z0-9_~-][A-Za-z0-9._~/-]*$/.test(text) && !/(?:^|\/)\.{1,2}(?:\/|$)|\/\//.test(text)
  return fits ? [] : [found('path-shape', { example })]
}

/** A name that is put into PowerShell lines between apostrophes, so nothing that could end them is taken. */
export function plainNameFindings(text: string, example: string | null): Finding[] {
  const fits =
    /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]*[\p{L}\p{N}])?$/u.test(text) && text.length <= longestPlainName
  return fits ? [] : [found('plain-name-shape', { most: longestPlainName, example })]
}

function isOneVisibleLine(text: string): boolean {
  return plainText(text) === text && !/[\r\n\t\u2028\u2029]/.test(text)
}
