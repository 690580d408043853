/** Serves our object to `import 'electron'` and `require('electron')` alike; nothing else is ever replaced. */
import { registerHooks } from 'node:module'

const key = 'stand-in.electron'
const url = 'standin:electron'

export function serveElectron(electron: object, names: readonly string[]): void {
  Object.defineProperty(globalThis, Symbol.for(key), { value: electron })
  const ours = `globalThis[Symbol.for('${key}')]`
  const facade = [
    `const electron = ${ours}`,
    'export default electron',
    ...names.map((name) => `export const ${name} = electron.${name}`),
  ].join('\n')
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron'
        ? { url, format: context.conditions.includes('import') ? 'module' : 'commonjs', shortCircuit: true }
        : next(specifier, context),
    load: (address, context, next) =>
      address === url
        ? {
            format: context.format ?? 'module',
            shortCircuit: true,
            source: context.format === 'commonjs' ? `module.exports = ${ours}` : facade,
          }
        : next(address, context),
  })
}
