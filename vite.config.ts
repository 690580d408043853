/** Builds the page; tools/build.ts builds main and preload with the same settings where they are shared. */
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = import.meta.dirname

/** The Chromium inside the Electron that package.json pins; nothing else ever loads the page. */
export const pageTarget = 'chrome140'

export default defineConfig({
  root: path.join(root, 'src/renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: path.join(root, 'out/renderer'),
    emptyOutDir: true,
    target: pageTarget,
    // The CSP allows no inline script and no data: font, so everything is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
  },
})
