import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// No inlined assets and no polyfill: the page's policy allows scripts and images from files only.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'], // the first that know light-dark(), which must not be rewritten
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { '/v1': process.env.TABARD_URL ?? 'http://127.0.0.1:8787' } },
});
