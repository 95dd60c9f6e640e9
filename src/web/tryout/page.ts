/** The try-out page: its HTML, and its script and style put together when the server starts. */
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Router } from '@koa/router'
import { build } from 'esbuild'

const entryPoints = ['page/main.tsx', 'page/css/page.css'].map((file) => fileURLToPath(new URL(file, import.meta.url)))

/** Nothing from elsewhere, nothing inline, in nobody's frame. */
const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ')

const icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#07a35a"/><path d="M8 10h16v10H15l-4 4v-4H8z" fill="#fff"/></svg>'

const html = (version: string) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>团讯 · 试用</title>
<link rel="icon" href="/tryout/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/tryout/page.css?${version}">
<script type="module" src="/tryout/page.js?${version}"></script>
</head>
<body><div id="page"><p class="starting">正在打开…</p></div><noscript>请允许本页运行脚本。</noscript></body>
</html>
`

/** Bundles the page once; throws when that fails. Routes `/` and its assets under /tryout. */
export async function tryoutPage(): Promise<Router> {
  const { outputFiles } = await build({
    entryPoints, outdir: 'page', bundle: true, write: false, minify: true, format: 'esm', target: 'es2022', charset: 'utf8',
    jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none', logLevel: 'silent',
  })
  const router = new Router()
  const version = createHash('sha256').update(outputFiles.map(({ hash }) => hash).join()).digest('hex').slice(0, 12)
  const serve = (path: string, type: string, text: string) =>
    router.get(path, (ctx) => {
      ctx.set('Cache-Control', ctx.querystring === version ? 'public, max-age=31536000, immutable' : 'no-cache')
      ctx.type = type
      ctx.body = text
    })
  for (const { path, text } of outputFiles) {
    if (path.endsWith('.js')) serve('/tryout/page.js', 'text/javascript; charset=utf-8', text)
    if (path.endsWith('.css')) serve('/tryout/page.css', 'text/css; charset=utf-8', text)
  }
  serve('/tryout/icon.svg', 'image/svg+xml', icon)
  router.get('/', (ctx) => {
    ctx.set('Content-Security-Policy', policy)
    ctx.set('Cache-Control', 'no-cache')
    ctx.type = 'html'
    ctx.body = html(version)
  })
  return router
}
