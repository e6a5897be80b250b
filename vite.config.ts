import { readFileSync, readdirSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { type Plugin, defineConfig } from 'vite';
import { printSizes } from './vite.widget.config.js';

/** What a PDF without its own Chinese, Japanese or Korean fonts needs to be read; fetched only when such a PDF is looked at. */
function characterMaps(): Plugin {
  const folder = new URL('./node_modules/pdfjs-dist/cmaps/', import.meta.url);
  const { version } = JSON.parse(readFileSync(new URL('../package.json', folder), 'utf8')) as { version: string };
  return {
    name: 'character-maps',
    generateBundle() {
      for (const name of readdirSync(folder))
        if (name.endsWith('.bcmap'))
          this.emitFile({ type: 'asset', fileName: `assets/pdf/${version}/${name}`, source: readFileSync(new URL(name, folder)) });
    },
  };
}

/** What several pages are made of. */
const SHARED =
  /src\/(console\/(api|components|features\/\w+\/[a-z]\w*\.ts|i18n\/(en|[a-z]+\.ts)|keys|lib|testids|socket)|contract)|node_modules\/lucide-react/;

/** The console: `src/console` -> `dist/console`, served at `/` with its files under `/assets/`. */
export default defineConfig({
  root: 'src/console',
  base: '/',
  publicDir: false,
  plugins: [react(), characterMaps(), printSizes('console', 300)],
  css: { modules: { generateScopedName: '[name]_[local]_[hash:base64:4]' } },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    // A strict CSP has no room for data: scripts, and small icons are cheaper in a cached file.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        // A dozen small shared files cost more in requests than they save; libraries change seldom and stay cached.
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack|react-aria|react-stately|react-aria-components|@react-aria|@react-stately|@react-types|@internationalized|i18next|react-i18next|socket\.io-client|socket\.io-parser|engine\.io-client|engine\.io-parser|use-sync-external-store|clsx)\//,
            },
            { name: 'shared', test: SHARED, tags: ['$initial'], minShareCount: 2 },
            // What no page needs that is there at once.
            { name: 'later', test: SHARED, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': 'http://localhost:3000',
      '/socket.io': { target: 'http://localhost:3000', ws: true },
      '/widget': 'http://localhost:3000',
      '/demo': 'http://localhost:3000',
    },
  },
});
