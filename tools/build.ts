/** `npm run build`: the page, then main (which carries the list of the page's files), then the preload, into out/. */
import { cpSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { build, type InlineConfig } from 'vite'
import { pageTarget } from '../vite.config.ts'
import { root } from './run.ts'

const out = path.join(root, 'out')

/**
 * Packages stay outside main's bundle, as the packaged app carries node_modules; Electron brings itself.
 * The compiler's own small functions go in: they are no dependency of the app.
 */
const outside = (id: string): boolean =>
  !id.startsWith('.') && !path.isAbsolute(id) && !id.startsWith('@oxc-project/runtime')

const shared: InlineConfig = { root, configFile: false, logLevel: 'warn', publicDir: false }

export async function buildApp(): Promise<void> {
  await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' })
  await build({
    ...shared,
    // The scheme handler serves this list and nothing else.
    define: { PAGE_FILES: JSON.stringify(filesUnder(path.join(out, 'renderer'))) },
    build: {
      ssr: true,
      outDir: path.join(out, 'main'),
      emptyOutDir: true,
      target: 'esnext',
      minify: false,
      rolldownOptions: {
        input: path.join(root, 'src/main/index.ts'),
        external: outside,
        output: { format: 'es', entryFileNames: 'index.js', chunkFileNames: '[name].js' },
      },
    },
  })
  await build({
    ...shared,
    build: {
      outDir: path.join(out, 'preload'),
      emptyOutDir: true,
      target: pageTarget,
      minify: false,
      // A sandboxed preload is CommonJS in one file: it can require nothing but electron.
      lib: { entry: path.join(root, 'src/preload/index.ts'), formats: ['cjs'], fileName: () => 'index.cjs' },
      rolldownOptions: { external: ['electron'] },
    },
  })
  // Never in a folder PowerShell looks for modules in: only a practice run is told where it lies.
  cpSync(path.join(root, 'src/practice/powershell'), path.join(out, 'practice-powershell'), {
    recursive: true,
  })
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

if (import.meta.main) await buildApp()
