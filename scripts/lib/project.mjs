import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Takes in an .env file in the project's folder; what the environment already holds stands. */
export function loadEnvFile() {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

/** DATA_DIR as an absolute path. */
export const dataDir = () => resolve(root, process.env['DATA_DIR'] || './data')

/** @param {string} data DATA_DIR @returns {string} the folder of its lock */
export const lockFolder = (data) => join(data, 'lock')

/** @param {string} data DATA_DIR @returns {string} the folder of its redis-server */
export const redisFolder = (data) => join(data, 'redis')
