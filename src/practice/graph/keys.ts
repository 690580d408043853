/** Addresses name one object in two ways, `/applications/ID` and `/applications(appId='ID')`; routes know the first. */

/** `(appId='X')` becomes `/appId=X`, and `('X')` becomes `/X`. Everything else stays. */
export function plainPath(path: string): string {
  const text = path.includes('%')
    ? path.replaceAll(/%27/g, "'").replaceAll(/%28/g, '(').replaceAll(/%29/g, ')')
    : path
  return text.replaceAll(/\((\w+)='([^'/]*)'\)/g, '/$1=$2').replaceAll(/\('([^'/]*)'\)/g, '/$1')
}
