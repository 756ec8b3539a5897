import { defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';
import { iconSprite } from './icons.mjs';

export default defineConfig({
  base: '/assets/',
  plugins: [iconSprite()],
  build: {
    outDir: fileURLToPath(new URL('../../../target/classes/static/assets', import.meta.url)),
    emptyOutDir: true,
    assetsDir: '',
    // Fonts and pictures stay files: the content security policy allows data addresses for pictures only.
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    target: 'es2022',
    rollupOptions: { input: { app: 'app.js', opening: 'opening.js' } },
  },
});
