import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from './project.mjs'

/** Where modules lie. Everything beside them is reached through links. */
const FOLDERS = ['src', 'commands', 'jobs', 'test']
/** What was made longer ago is of no use any more. */
const KEPT_MS = 7 * 24 * 3_600_000

/**
 * The project with every module as JavaScript, in a folder that looks like the project's own: Node 20 cannot read TypeScript, and
 * to turn each module as it is loaded costs every start seconds. Made when a source has changed since.
 * @returns {Promise<string>} that folder
 */
export async function compile() {
  const all = FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap(filesIn)
  const cache = join(root, 'node_modules/.cache/tuanxun')
  const folder = join(cache, stampOf([...all, 'package-lock.json']))
  if (existsSync(folder)) return folder
  const making = `${folder}.${process.pid}`
  const beside = readdirSync(root).filter((name) => !FOLDERS.includes(name) && !name.startsWith('.'))
  const modules = all.filter((file) => file.endsWith('.ts'))
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root, entryPoints: modules, outbase: root, outdir: making, format: 'esm', platform: 'node', target: 'node20',
    sourcemap: 'inline', sourcesContent: false, logLevel: 'error', bundle: true, packages: 'external', plugins: [eachByItself],
  })
  for (const path of [...all.filter((file) => !modules.includes(file)), ...beside]) link(making, path)
  putInPlace(making, folder)
  removeOld(cache, folder)
  return folder
}

/**
 * What a module of the project is called once compiled.
 * @param {string} source path within the project, or from `/` on
 */
export async function compiled(source) {
  const path = source.startsWith(root) ? source.slice(root.length + 1) : source
  return join(await compile(), path.replace(/\.ts$/, '.js'))
}

/** Modules stay apart and find each other by their new names. Data is taken in: to Node 20 a JSON module is an experiment. */
const eachByItself = {
  name: 'each by itself',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /\.json$/ }, ({ path, resolveDir }) => ({ path: createRequire(join(resolveDir, 'it')).resolve(path) }))
    build.onResolve({ filter: /^\.\.?\// }, ({ path, kind }) => (kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.js'), external: true }))
  },
}

/** @param {string} folder @returns {string[]} its files but for tests, by their paths from the project's folder */
const filesIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.path, entry.name).slice(root.length + 1))

/** @param {string[]} files */
function stampOf(files) {
  // The links lead into this checkout: another one that shares our node_modules makes its own.
  const hash = createHash('sha256').update(root)
  // By what they hold: a picture of a container need not keep the times of its files.
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

/** @param {string} into @param {string} path */
function link(into, path) {
  mkdirSync(dirname(join(into, path)), { recursive: true })
  symlinkSync(join(root, path), join(into, path))
}

/** @param {string} making @param {string} folder */
function putInPlace(making, folder) {
  try {
    renameSync(making, folder)
  } catch (error) {
    // Another process was faster with the same.
    rmSync(making, { recursive: true })
    if (!existsSync(folder)) throw error
  }
}

/** @param {string} cache @param {string} current */
function removeOld(cache, current) {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name)
    if (folder !== current && Date.now() - statSync(folder).mtimeMs > KEPT_MS) rmSync(folder, { recursive: true, force: true })
  }
}
