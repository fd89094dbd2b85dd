// Three builds: main and the processes it starts (ES modules), the preloads (one CommonJS file each, because the sandbox
// allows nothing else), and the two pages. Packages under `dependencies` stay outside the bundles: the native ones must.
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const entries = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([name, file]) => [name, resolve(import.meta.dirname, file)]))

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: entries({
          index: 'main/index.ts',
          /** The utility process that opens one drawer. */
          drawer: 'main/drawer/process.ts',
          /** The utility process that draws the pictures of a card. */
          pictures: 'main/pictures/process.ts',
          /** The utility process that verifies one document. */
          verifier: 'main/documents/verifierProcess.ts',
          /** The utility process of the practice portal. */
          portal: 'practice/portal/portalProcess.ts',
        }),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require nothing but Electron: everything it uses is in its one file.
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: entries({ wallet: 'preload/index.ts', secret: 'preload/secret.ts' }),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      // Less to read and parse at every start.
      minify: true,
      rolldownOptions: { input: entries({ index: 'renderer/index.html', secret: 'renderer/secret/index.html' }) },
      // Fonts stay files of their own: the content policy allows none that are written into the style sheet.
      assetsInlineLimit: 0,
    },
  },
})
