/** How WeCom signs and encrypts callbacks (protocol.md sections A1, A2). */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { sameSecret } from '../../domain/secret.ts'

/** A callback cannot be trusted or read. `code` is the number WeCom's own libraries use; nothing of the content is told. */
export class BadCallback extends Error {
  override name = 'BadCallback'
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message)
  }
}

/** Bytes that padding fills up to: not AES's own 16, so Node's padding is of no use. */
const block = 32

/** Lower-case hex SHA-1 of token, timestamp, nonce and ciphertext in the order of their letters. */
const signatureOf = (token: string, timestamp: string, nonce: string, encrypted: string): string =>
  createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')

function unpad(bytes: Buffer): Buffer {
  const pad = bytes.at(-1) ?? 0
  if (pad < 1 || pad > block || pad > bytes.length) throw new BadCallback('the padding is wrong', -40007)
  return bytes.subarray(0, bytes.length - pad)
}

export interface WecomCrypto {
  /** Whether the signature is right, in constant time. */
  verify(signature: string | undefined, timestamp: string, nonce: string, encrypted: string): boolean
  /** The message in a ciphertext, base64. Throws BadCallback when it is not for this receiver or cannot be read. */
  decrypt(encrypted: string): string
  /** Encrypts a message; `random` (16 bytes) is for tests of known vectors. */
  encrypt(message: string, random?: Buffer): string
  sign(timestamp: string, nonce: string, encrypted: string): string
}

/** `aesKey` is the 43 letters and digits shown by WeCom; `receiveId` the CorpID of an app, empty for a bot made inside the corp. Throws RangeError for a key that is none. */
export function createWecomCrypto({ token, aesKey, receiveId }: { token: string; aesKey: string; receiveId: string }): WecomCrypto {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  if (!/^[A-Za-z0-9]{43}$/.test(aesKey) || key.length !== 32) throw new RangeError('an EncodingAESKey has 43 letters and digits')
  const iv = key.subarray(0, 16)
  const sign = (timestamp: string, nonce: string, encrypted: string) => signatureOf(token, timestamp, nonce, encrypted)

  const open = (encrypted: string): Buffer => {
    const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
    try {
      return unpad(Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]))
    } catch (error) {
      throw error instanceof BadCallback ? error : new BadCallback('the message cannot be decrypted', -40007)
    }
  }
  return {
    sign,
    verify: (signature, timestamp, nonce, encrypted) => sameSecret(signature, sign(timestamp, nonce, encrypted)),
    decrypt(encrypted) {
      const plain = open(encrypted)
      // 16 random bytes, the length in bytes, the message, who it is for.
      const end = plain.length < 20 ? 0 : 20 + plain.readUInt32BE(16)
      if (end < 20 || end > plain.length) throw new BadCallback('the message has a wrong length', -40008)
      if (plain.toString('utf8', end) !== receiveId) throw new BadCallback('the message is for somebody else', -40005)
      return plain.toString('utf8', 20, end)
    },
    encrypt(message, random = randomBytes(16)) {
      const body = Buffer.from(message)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(body.length)
      const plain = Buffer.concat([random, length, body, Buffer.from(receiveId)])
      const pad = block - (plain.length % block)
      const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
      return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString('base64')
    },
  }
}
