import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { build, defineConfig, type Plugin } from 'vite';

const WIDGET = path.resolve('src/widget');
const OUT = path.resolve('dist/widget');
/** The loader runs on other people's pages, so it goes further back than the console. */
const TARGET = ['chrome100', 'edge100', 'firefox100', 'safari15'];

/** The widget: frame and demo page as pages, then the loader as one classic script. */
export default defineConfig({
  root: WIDGET,
  base: '/widget/',
  publicDir: false,
  plugins: [loader(), printSizes('widget frame', 60)],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  css: { modules: { generateScopedName: '[local]_[hash:base64:4]' } },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: TARGET,
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { input: { frame: path.join(WIDGET, 'frame.html'), demo: path.join(WIDGET, 'demo.html') } },
  },
});

/** Builds `loader.ts` to `widget.js`: no module, no dependencies, nothing left behind in the host page's globals. */
function loader(): Plugin {
  return {
    name: 'sayonce-loader',
    apply: 'build',
    async closeBundle() {
      await build({
        configFile: false,
        root: WIDGET,
        publicDir: false,
        logLevel: 'warn',
        plugins: [printSizes('widget loader', 5)],
        build: {
          outDir: OUT,
          emptyOutDir: false,
          target: TARGET,
          reportCompressedSize: false,
          rolldownOptions: { input: path.join(WIDGET, 'loader.ts'), output: { format: 'iife', entryFileNames: 'widget.js' } },
        },
      });
    },
  };
}

/** Prints what a browser must fetch before the page runs, gzipped, against its budget, and fails the build above it. */
export function printSizes(name: string, budgetKb: number): Plugin {
  return {
    name: `sayonce-sizes-${name}`,
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle);
      const chunks = new Map(files.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
      const first = new Set<string>();
      const need = (fileName: string): void => {
        const chunk = chunks.get(fileName);
        if (!chunk || first.has(fileName)) return;
        first.add(fileName);
        chunk.imports.forEach(need);
      };
      for (const chunk of chunks.values()) if (chunk.isEntry) need(chunk.fileName);
      const gzip = (source: string | Uint8Array): number => gzipSync(source, { level: 9 }).length / 1000;
      let total = 0;
      for (const [fileName, chunk] of chunks) {
        const size = gzip(chunk.code);
        if (first.has(fileName)) total += size;
        this.info(`${first.has(fileName) ? 'first ' : 'later '} ${size.toFixed(1).padStart(7)} kB  ${fileName}`);
      }
      for (const file of files) {
        if (file.type === 'asset' && /\.css$/.test(file.fileName))
          this.info(`style  ${gzip(file.source).toFixed(1).padStart(7)} kB  ${file.fileName}`);
      }
      const verdict = `${name}: ${total.toFixed(1)} kB gzip of script at first, budget ${budgetKb} kB`;
      if (total > budgetKb) this.error(`${verdict}: too much`);
      this.info(verdict);
    },
  };
}
