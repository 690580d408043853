/**
 * ESLint rule that holds the layers of the house (ARCHITECTURE.md, "Layers").
 * It resolves each import to a file and asks one table; the message says what to do instead.
 */
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** The first matching prefix names the layer of a file. */
const layers = [
  ['src/domain/', 'domain'],
  ['src/words/', 'words'],
  ['src/documents/', 'documents'],
  ['src/contract/', 'contract'],
  ['src/main/services/', 'services'],
  ['src/main/adapters/', 'adapters'],
  ['src/main/', 'main'],
  ['src/preload/', 'preload'],
  ['src/renderer/shell/', 'shell'],
  ['src/renderer/features/', 'features'],
  ['src/renderer/pieces/', 'pieces'],
  ['src/renderer/data/', 'data'],
  ['src/renderer/kit/', 'kit'],
  ['src/renderer/main.tsx', 'shell'],
  ['src/renderer/desk/', 'page'],
  ['src/cli/', 'cli'],
  ['src/practice/', 'practice'],
  ['tests/', 'tests'],
  ['tools/', 'tools'],
]

/** Who may import whom inside the project: the table of ARCHITECTURE.md, held to it by a test. A layer always may import itself. */
export const mayImport = {
  domain: [],
  words: ['domain', 'contract'],
  documents: ['domain', 'words'],
  contract: ['domain'],
  ports: ['domain', 'contract', 'words'],
  services: ['domain', 'contract', 'ports', 'words', 'documents'],
  adapters: ['domain', 'contract', 'ports', 'practice'],
  main: ['domain', 'contract', 'ports', 'services', 'adapters', 'cli', 'words', 'documents'],
  cli: ['domain', 'contract', 'ports', 'services', 'adapters', 'main', 'words', 'documents'],
  preload: ['domain', 'contract'],
  // The page: the frame shows features, features are made of pieces, all of them draw with the kit.
  shell: ['domain', 'contract', 'words', 'page', 'features', 'pieces', 'data', 'kit'],
  features: ['domain', 'contract', 'words', 'page', 'pieces', 'data', 'kit'],
  pieces: ['domain', 'contract', 'words', 'page', 'data', 'kit'],
  data: ['domain', 'contract', 'words', 'page'],
  kit: ['domain', 'contract', 'words', 'page'],
  page: ['domain', 'contract', 'words'],
  practice: ['domain'],
  tests: [
    'domain',
    'words',
    'documents',
    'contract',
    'ports',
    'services',
    'adapters',
    'main',
    'preload',
    'page',
    'shell',
    'features',
    'pieces',
    'data',
    'kit',
    'cli',
    'practice',
    'tools',
  ],
  tools: [
    'domain',
    'words',
    'documents',
    'contract',
    'ports',
    'services',
    'adapters',
    'main',
    'cli',
    'practice',
    'tests',
  ],
}

const teach = {
  domain: 'The domain is pure: pass the value in as an argument, or move this code to a service.',
  words: 'Words turn facts into sentences: pass the fact in. They ask nothing and keep nothing.',
  documents: 'A document is made of facts and words alone: pass both in.',
  contract: 'The contract is what page and main both read: it may only build on the domain.',
  ports:
    'A port (*.port.ts) is an interface named after the need: describe the need, do not import the means.',
  services: 'A service asks for a port in its constructor; main/wiring passes the adapter in.',
  adapters: 'An adapter implements a port for one part of the outside world and knows no service.',
  preload: 'The preload only loops over the contract.',
  shell: 'The page talks to main through desktop.ts and the contract; it never imports main.',
  features:
    'A feature talks to main through the hooks of renderer/data; what two features show goes to renderer/pieces.',
  pieces:
    'A piece is shown by several features: it may ask main and draw with the kit, and knows no feature.',
  data: 'Data is what the page knows of main, without a line of JSX: drawing goes to the kit, a piece or a feature.',
  kit: 'The kit only draws: pass the data in, or make it a piece.',
  page: 'renderer/desk is what every part of the page stands on: it knows none of them.',
  practice: 'The practice tenant stands alone, as Microsoft 365 does: it may only use the domain.',
  main: 'Main wires services and adapters; it knows nothing of the page, the tests or the tools.',
  cli: 'The command line uses the same services as the window; it knows nothing of the page, the tests or the tools.',
}

/** Packages that only certain files may import: their doors. */
const doors = [
  ['keytar', ['src/main/adapters/keychain/keytar-secret-store.ts'], 'Ask for a SecretStore instead.'],
  ['@azure/msal-node', ['src/main/adapters/entra/msal-token-client.ts'], 'Ask for a TokenClient instead.'],
  [
    'node-forge',
    [
      'src/main/adapters/files/pfx.ts',
      'src/main/adapters/files/certificate-maker.ts',
      'src/practice/tenant/certificates.ts',
    ],
    'Ask for a CertificateReader or a CertificateMaker instead.',
  ],
  [
    'electron',
    [
      'src/main/index.ts',
      'src/main/adapters/electron/',
      'src/main/shell/',
      'src/preload/',
      'tools/stand-in/',
      'tests/e2e/',
      'tests/conformance/',
    ],
    'Ask for a port instead; Electron values live in main/index.ts, main/adapters/electron and main/shell.',
  ],
]

/** Layers that the page carries: a schema in them would bring the whole of zod to the page. */
const besideSchemas = ['domain', 'contract']
/** Layers that reach the page as code. */
const ofThePage = ['words', 'shell', 'features', 'pieces', 'data', 'kit', 'page']
const isSchemaFile = (file) => file.endsWith('.schema.ts')

/** A port lies beside the use case that asks for it, and is told by its name. */
const layerOf = (file) =>
  /^src\/main\/services\/.*\.port\.ts$/.test(file)
    ? 'ports'
    : layers.find(([prefix]) => file.startsWith(prefix))?.[1]
const feature = (file) => /^src\/renderer\/features\/([^/]+)\//.exec(file)?.[1]

/** @type {import('eslint').Rule.RuleModule} */
export const layersRule = {
  meta: { type: 'problem', schema: [], docs: { description: 'holds the layers of the house' } },
  create(context) {
    const from = path.relative(root, context.filename).split(path.sep).join('/')
    const fromLayer = layerOf(from)
    if (fromLayer === undefined) return {}

    function check(node, source, typeOnly) {
      if (typeof source !== 'string') return
      for (const [name, allowed, instead] of doors) {
        if (source !== name && !source.startsWith(`${name}/`)) continue
        if (typeOnly && name === 'electron') continue
        if (fromLayer === 'tests' && name !== 'electron') continue
        if (!allowed.some((door) => from.startsWith(door)))
          context.report({
            node,
            message: `'${name}' has one door: ${allowed.join(', ')}. ${instead}`,
          })
        return
      }
      if (/^zod($|\/)/.test(source) && besideSchemas.includes(fromLayer) && !isSchemaFile(from))
        context.report({
          node,
          message: `Only a file named *.schema.ts may import zod here: move the schema and its types to ${from.replace(/\.ts$/, '.schema.ts')}, and keep here what needs none.`,
        })
      if (!source.startsWith('.')) return
      const target = path
        .relative(root, path.resolve(path.dirname(context.filename), source))
        .split(path.sep)
        .join('/')
      const toLayer = layerOf(target)
      if (toLayer === undefined) return
      if (toLayer !== fromLayer && !mayImport[fromLayer].includes(toLayer))
        context.report({
          node,
          message: `${fromLayer} may not import ${toLayer} (${target}). ${teach[fromLayer] ?? ''}`.trim(),
        })
      if (ofThePage.includes(fromLayer) && isSchemaFile(target) && !typeOnly)
        context.report({
          node,
          message: `The page carries no schema: write 'import type', or move the value that is needed out of ${target} into a file without one.`,
        })
      const [a, b] = [feature(from), feature(target)]
      if (a !== undefined && b !== undefined && a !== b)
        context.report({
          node,
          message: `features/${a} may not import features/${b}. Move what both need to renderer/pieces or renderer/kit.`,
        })
    }

    return {
      ImportDeclaration: (node) => check(node, node.source.value, node.importKind === 'type'),
      ExportNamedDeclaration: (node) =>
        node.source && check(node, node.source.value, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source.value, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source.value, false),
    }
  },
}
