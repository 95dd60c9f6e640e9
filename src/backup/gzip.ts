/**
 * Gzip members that say how long they are, so that one can be found and read alone. Any gzip program unpacks them;
 * the length stands in the header's extra field (subfield `TX`, four bytes).
 */
import { promisify } from 'node:util'
import { crc32, deflateRaw, inflateRaw } from 'node:zlib'

const pack = promisify(deflateRaw)
const unpack = promisify(inflateRaw)

/** gzip, deflate, with an extra field, no time, of an unknown system; the field's eight bytes: `TX`, four bytes. */
const begin = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 8, 0, 0x54, 0x58, 4, 0])
const lengthAt = begin.length
/** Bytes of a member before its content; from them its whole length can be told. */
export const memberHead = lengthAt + 4
const memberTail = 8
/** Bytes that one member may hold unpacked: a line is never split, and none is near as long. */
const most = 256 * 1024 * 1024

/** One text as a member. */
export async function toMember(text: string): Promise<Buffer> {
  const plain = Buffer.from(text, 'utf8')
  const packed = await pack(plain)
  const head = Buffer.concat([begin, Buffer.alloc(4)])
  head.writeUInt32LE(memberHead + packed.length + memberTail, lengthAt)
  const tail = Buffer.alloc(memberTail)
  tail.writeUInt32LE(crc32(plain), 0)
  tail.writeUInt32LE(plain.length, 4)
  return Buffer.concat([head, packed, tail])
}

/** Length in bytes of the member that begins so; undefined when this is none of ours. */
export function memberLength(head: Buffer): number | undefined {
  const ours = head.length >= memberHead && head.subarray(0, lengthAt).equals(begin)
  return ours ? head.readUInt32LE(lengthAt) : undefined
}

/** The text of a member. Throws when it is damaged. */
export async function fromMember(member: Buffer): Promise<string> {
  const length = memberLength(member)
  if (length === undefined || length !== member.length || length < memberHead + memberTail) throw new Error('not a whole member')
  const plain = await unpack(member.subarray(memberHead, -memberTail), { maxOutputLength: most })
  const [sum, size] = [member.readUInt32LE(length - 8), member.readUInt32LE(length - 4)]
  if (plain.length !== size || crc32(plain) !== sum) throw new Error('the sum of a member does not fit')
  return plain.toString('utf8')
}
