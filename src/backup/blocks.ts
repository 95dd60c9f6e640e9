/** Files of text in blocks that can each be read alone: gzip members, encrypted one by one when there is a key. */
import { randomBytes } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { cipherHead, cipherTail, cipherVersion, createCipher, isEncrypted, knownCipherVersion, type Cipher } from './cipher.ts'
import { fromMember, memberHead, memberLength, toMember } from './gzip.ts'
import { Unusable } from './unusable.ts'

/** Signs of text in a block: small enough to read one for a single line of it, large enough to pack well. */
const blockSigns = 128 * 1024
/** Bytes before an encrypted piece that tell its length. */
const lengthBytes = 4
/** Marks a file that is still being written. */
export const unfinished = '.unfinished-'

export interface BlockWriter {
  /** Adds text; a block never ends inside one. */
  write(text: string): Promise<void>
  /** Puts all on disk and gives the file its name; answers its size in bytes. */
  finish(): Promise<number>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

/** Begins a file that appears under `path` only when it is whole, readable by its owner alone. */
export async function createBlocks(path: string, key: string | undefined): Promise<BlockWriter> {
  const cipher = key === undefined ? undefined : await createCipher(key)
  const temporary = `${path}${unfinished}${randomBytes(4).toString('hex')}`
  const file = await open(temporary, 'wx', 0o600)
  let waiting: string[] = []
  let signs = 0
  let nth = 0
  const put = async (last: boolean) => {
    const member = await toMember(waiting.join(''))
    waiting = []
    signs = 0
    if (cipher && nth === 0) await file.appendFile(cipher.head)
    const piece = cipher ? cipher.close(member, nth, last) : member
    nth++
    if (cipher) {
      const length = Buffer.alloc(lengthBytes)
      length.writeUInt32LE(piece.length)
      await file.appendFile(length)
    }
    await file.appendFile(piece)
  }
  return {
    async write(text) {
      waiting.push(text)
      signs += text.length
      if (signs >= blockSigns) await put(false)
    },
    async finish() {
      await put(true)
      await file.sync()
      const { size } = await file.stat()
      await file.close()
      await rename(temporary, path)
      const folder = await open(dirname(path))
      await folder.sync().finally(() => folder.close())
      return size
    },
    async abandon() {
      await file.close().catch(() => undefined)
      await rm(temporary, { force: true })
    },
  }
}

/** Where a block stands. */
export interface Place {
  nth: number
  /** Bytes from the file's beginning, and how many. */
  at: number
  length: number
}

export interface BlockReader {
  /** All blocks in order. Throws Unusable where the file is damaged. */
  all(): AsyncGenerator<{ place: Place; text: string }>
  /** One block again. */
  one(place: Place): Promise<string>
  close(): Promise<void>
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

/** How to unlock a file, undefined when it is not locked. Throws Unusable for a file of another form, or without the key. */
async function cipherOf(file: FileHandle, key: string | undefined): Promise<Cipher | undefined> {
  const head = await read(file, 0, Math.max(cipherHead, memberHead))
  if (!isEncrypted(head)) {
    if (memberLength(head) === undefined) throw new Unusable('不是团讯写的备份文件，或开头已损坏')
    return undefined
  }
  if (cipherVersion(head) > knownCipherVersion) throw new Unusable(`由更新的版本加密（第 ${cipherVersion(head)} 版），本程序只认得第 ${knownCipherVersion} 版，请用新版程序`)
  if (key === undefined) throw new Unusable('是加密的，请设置 BACKUP_KEY，例：BACKUP_KEY=写备份时用的口令')
  return createCipher(key, head.subarray(0, cipherHead))
}

/** Opens a file written by createBlocks. Throws Unusable when it is none or the key is missing. */
export async function openBlocks(path: string, key: string | undefined): Promise<BlockReader> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new Unusable(error.code === 'ENOENT' ? '找不到文件' : `读不了文件（${error.code}）`)
  })
  try {
    const { size } = await file.stat()
    const cipher = await cipherOf(file, key)
    return reader(file, size, cipher)
  } catch (error) {
    await file.close()
    throw error
  }
}

function reader(file: FileHandle, size: number, cipher: Cipher | undefined): BlockReader {
  const placeAt = async (nth: number, at: number): Promise<Place> => {
    const head = await read(file, at, cipher ? lengthBytes : memberHead)
    const length = cipher && head.length === lengthBytes ? lengthBytes + head.readUInt32LE() : memberLength(head)
    if (length === undefined) throw new Unusable(head.length < memberHead ? `在第 ${at} 字节处中断` : `第 ${at} 字节起损坏`)
    if (at + length > size) throw new Unusable(`不完整：第 ${at} 字节起的一段应有 ${length} 字节，文件只到第 ${size} 字节`)
    return { nth, at, length }
  }
  const unlock = (piece: Buffer, { nth, at, length }: Place): Buffer => {
    if (!cipher) return piece
    const last = at + length === size
    const locked = piece.subarray(lengthBytes)
    const tryAs = (asLast: boolean) => {
      try {
        return cipher.open(locked, nth, asLast)
      } catch {
        return undefined
      }
    }
    const opened = locked.length < cipherTail ? undefined : tryAs(last)
    if (opened) return opened
    if (last && tryAs(false)) throw new Unusable(`不完整：在第 ${size} 字节处中断，后面还有内容`)
    throw new Unusable(nth === 0 ? '解不开：BACKUP_KEY 不对，或文件开头已损坏' : `第 ${at} 字节起损坏`)
  }
  const one = async (place: Place): Promise<string> => {
    const member = unlock(await read(file, place.at, place.length), place)
    return fromMember(member).catch(() => {
      throw new Unusable(`第 ${place.at} 字节起损坏`)
    })
  }
  return {
    one,
    async *all() {
      for (let at = cipher ? cipherHead : 0, nth = 0; at < size; nth++) {
        const place = await placeAt(nth, at)
        yield { place, text: await one(place) }
        at += place.length
      }
    },
    close: () => file.close(),
  }
}
