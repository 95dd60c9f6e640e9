import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { acquire, LockHeld } from './lock.mjs';
import { Refusal } from './say.mjs';

/** The folder of package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Takes in an .env file in the project's folder; what the environment already holds stands. */
export function loadEnvFile() {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** DATA_DIR as an absolute path. */
export const dataDir = () => resolve(root, process.env['DATA_DIR'] || './data');

/** @param {string} data DATA_DIR @returns {string} the folder of its lock */
export const lockFolder = (data) => join(data, 'lock');

/** @param {string} data DATA_DIR @returns {string} the folder of its redis-server */
export const redisFolder = (data) => join(data, 'redis');

/**
 * Takes DATA_DIR for this process alone, or refuses with the name of who has it.
 * @param {string} data
 * @param {string} what shown to whoever is refused
 */
export async function takeData(data, what) {
  try {
    return await acquire(lockFolder(data), what);
  } catch (error) {
    if (error instanceof LockHeld) {
      const { holder } = error;
      throw new Refusal(
        `数据目录 ${data} 正被另一个实例使用（${holder.what}，进程 ${holder.pid}）。请先停掉它，或换一个目录，例如：DATA_DIR=./data2 PORT=8081 npm start\n` +
          `Another instance (${holder.what}, process ${holder.pid}) uses this DATA_DIR. Stop it first, or choose another DATA_DIR and PORT.`,
      );
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'EPERM'].includes(code)) throw error;
    throw new Refusal(`数据目录不可写（${code}）：${data}。请改正权限，或换一个目录：DATA_DIR=/some/folder\nDATA_DIR cannot be written to: ${data}`);
  }
}
