/**
 * Encryption in pieces that can be read alone: AES-256-GCM, each piece under a nonce of its own that holds its place and whether
 * it is the last. So no piece can be changed, moved, left out or cut off unnoticed. The key comes from the passphrase by scrypt with
 * a salt of the file's own: no key ever meets a nonce twice.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

const magic = Buffer.from('TUANXUN', 'latin1')
const version = 1
/** scrypt's cost as a power of two: 32 MB and about a tenth of a second. */
const cost = 15
const saltBytes = 16
const tagBytes = 16

/** Bytes before the first piece: magic, version, cost, salt. */
export const cipherHead = magic.length + 2 + saltBytes

/** Bytes by which a piece grows. */
export const cipherTail = tagBytes

export interface Cipher {
  /** What stands at the beginning of the file; every piece is bound to it. */
  head: Buffer
  close(piece: Buffer, nth: number, last: boolean): Buffer
  /** Throws when the piece is not as it was written, not in this place, or the key is another. */
  open(piece: Buffer, nth: number, last: boolean): Buffer
}

/** Whether a file that begins so is encrypted. */
export const isEncrypted = (head: Buffer): boolean => head.subarray(0, magic.length).equals(magic)

/** The version of an encrypted file's form. */
export const cipherVersion = (head: Buffer): number => head[magic.length] ?? 0

/** The version this program writes and reads. */
export const knownCipherVersion = version

function nonceOf(nth: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(nth, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** For a new file without `head`, else for the file that begins with it. */
export async function createCipher(passphrase: string, head?: Buffer): Promise<Cipher> {
  const begin = head ?? Buffer.concat([magic, Buffer.from([version, cost]), randomBytes(saltBytes)])
  const N = 2 ** Math.min(20, begin[magic.length + 1] ?? cost)
  const key = await derive(passphrase.normalize('NFC'), begin.subarray(magic.length + 2, cipherHead), 32, { N, r: 8, p: 1, maxmem: 2 ** 31 })
  return {
    head: begin,
    close(piece, nth, last) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(nth, last)).setAAD(begin)
      return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
    },
    open(piece, nth, last) {
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(nth, last), { authTagLength: tagBytes }).setAAD(begin)
      decipher.setAuthTag(piece.subarray(-tagBytes))
      return Buffer.concat([decipher.update(piece.subarray(0, -tagBytes)), decipher.final()])
    },
  }
}
