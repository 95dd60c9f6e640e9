/** WeCom's callback cipher and signatures, written from the protocol alone (protocol.md A1, A2): never from the product's code. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** What both sides of a callback share. `receiveId` is the corp's id for an app, empty for an AI bot. */
export interface Secrets {
  token: string
  /** 43 letters and digits. */
  aesKey: string
  receiveId: string
}

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')

/** Lower-case hex SHA-1 of the four strings in sorted order (A1). */
export const sign = (token: string, timestamp: string | number, nonce: string, encrypted: string): string =>
  sha1([token, String(timestamp), nonce, encrypted].sort().join(''))

function keyOf(aesKey: string): { key: Buffer; iv: Buffer } {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  if (key.length !== 32) throw new Error('EncodingAESKey is not 43 letters and digits')
  return { key, iv: key.subarray(0, 16) }
}

/** Bytes filled up to a multiple of 32; a full 32 when they are one already. */
function padded(bytes: Buffer): Buffer {
  const length = 32 - (bytes.length % 32)
  return Buffer.concat([bytes, Buffer.alloc(length, length)])
}

function unpadded(bytes: Buffer): Buffer {
  const length = bytes.at(-1) ?? 0
  const padding = bytes.subarray(bytes.length - length)
  if (length < 1 || length > 32 || padding.some((byte) => byte !== length)) throw new Error('the padding is wrong')
  return bytes.subarray(0, bytes.length - length)
}

/** AES-256-CBC with padding to 32 bytes, base64 (A2). `random` is 16 bytes, given by tests that compare bytes. */
export function encrypt({ aesKey, receiveId }: Secrets, plain: string, random: Buffer = randomBytes(16)): string {
  const { key, iv } = keyOf(aesKey)
  const message = Buffer.from(plain)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return Buffer.concat([cipher.update(padded(Buffer.concat([random, length, message, Buffer.from(receiveId)]))), cipher.final()]).toString('base64')
}

/** Turns `encrypt` round. Throws an Error when the text cannot be read or names another receiver. */
export function decrypt({ aesKey, receiveId }: Secrets, encrypted: string): string {
  const { key, iv } = keyOf(aesKey)
  const cipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const bytes = unpadded(Buffer.concat([cipher.update(encrypted, 'base64'), cipher.final()]))
  const end = 20 + bytes.readUInt32BE(16)
  if (end > bytes.length) throw new Error('the length is wrong')
  if (bytes.subarray(end).toString() !== receiveId) throw new Error('the receiver is another')
  return bytes.subarray(20, end).toString()
}

/** Bytes of a picture or file as a bot gets them: encrypted with `key`, 32 bytes (B1). */
export function encryptMedia(key: Buffer, bytes: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(padded(bytes)), cipher.final()])
}

/** The key of `encryptMedia` for a bot by URL: its EncodingAESKey. */
export const mediaKey = (aesKey: string): Buffer => keyOf(aesKey).key

/** What a page must show to use the JS-SDK (D6); the url without its # part. */
export const jsSignature = (ticket: string, noncestr: string, timestamp: number, url: string): string =>
  sha1(`jsapi_ticket=${ticket}&noncestr=${noncestr}&timestamp=${timestamp}&url=${url.split('#')[0] ?? url}`)
