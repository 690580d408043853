/** steps, 2, title → steps[2].title: where something stands in a file, for people. */
export function placeText(parts: readonly (string | number)[]): string {
  if (parts.length === 0) return 'the file'
  return parts
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`))
    .join('')
}
