import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { Refusal } from './say.mjs'

/** A socket's path may have 104 bytes on macOS and 108 on Linux, the closing zero included. */
const LONGEST_PATH = 100

/**
 * Where the redis-server of this folder listens: in the folder, or, when that path is too long for a socket, in a
 * private folder for temporary files, always the same for the same data.
 * @param {string} folder absolute path
 */
export function socketPath(folder) {
  const near = join(folder, 'redis.sock')
  return Buffer.byteLength(near) <= LONGEST_PATH ? near : join(privateFolder(shortHash(folder)), 'redis.sock')
}

/**
 * A folder for temporary files that no other account can have prepared or can read.
 * @param {string} name
 */
export function privateFolder(name) {
  const { uid } = userInfo()
  const folder = join(shortTmp(), `tuanxun-${uid}-${name}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new Refusal(`${folder} 不属于本用户或权限过宽，请删除后重试。\n${folder} belongs to someone else or is open to others: remove it and try again.`)
  }
  return folder
}

/** The folder for temporary files, unless its own path is already too long for a socket. */
export function shortTmp() {
  return Buffer.byteLength(tmpdir()) > 60 ? '/tmp' : tmpdir()
}

/** @param {string} text */
export const shortHash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/**
 * The URL under which connectRedis finds a socket.
 * @param {string} path
 */
export const socketUrl = (path) => `unix://${path.split('/').map(encodeURIComponent).join('/')}`

/**
 * Asks a redis-server one thing and gives the raw answer as text; undefined when nobody answers within a second.
 * @param {string} path of the socket
 * @param {...string} words of the command
 * @returns {Promise<string | undefined>}
 */
export function ask(path, ...words) {
  return new Promise((resolve) => {
    let answer = ''
    const socket = createConnection({ path })
    /** @param {string | undefined} value */
    const finish = (value) => {
      socket.destroy()
      resolve(value)
    }
    socket.setTimeout(1_000, () => finish(answer === '' ? undefined : answer))
    socket.on('error', () => finish(undefined))
    socket.on('close', () => finish(answer === '' ? undefined : answer))
    socket.on('data', (chunk) => {
      answer += chunk.toString('utf8')
    })
    // QUIT closes the connection after the answer: no need to understand the protocol further.
    socket.write([words, ['QUIT']].map(encode).join(''))
  })
}

/** @param {string[]} words */
function encode(words) {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`
}
