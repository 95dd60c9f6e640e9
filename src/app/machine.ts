/** The machine of this process: its clock, and the room on its disks. */
import { statfs } from 'node:fs/promises'
import { atMost } from '../domain/atMost.ts'
import type { Ill } from '../metrics/reports.ts'
import { spellOff, watchClock, type ClockWatch } from './clock.ts'

const megabyte = 1024 * 1024
/** Little room: less than this, and than a tenth of the disk, bytes. */
const little = 256 * megabyte

/** Longest wait for a disk, ms. */
const patience = 1000

export interface Machine extends Pick<ClockWatch, 'heard'> {
  ills(): Promise<Ill[]>
}

interface MachineOptions {
  /** ms */
  now(): number
  /** Folders whose disks must not fill up. */
  folders: readonly string[]
  /** What is known of a folder's disk: bytes free for us, and in all. */
  room?: typeof roomOf
}

/** Bytes free for us, and in all, of the disk on which a folder lies. */
export async function roomOf(folder: string): Promise<{ free: number; all: number }> {
  const { bavail, bsize, blocks } = await statfs(folder)
  return { free: bavail * bsize, all: blocks * bsize }
}

export function watchMachine({ now, folders, room = roomOf }: MachineOptions): Machine {
  const clock = watchClock(now)
  const asked = new Map<string, ReturnType<typeof roomOf>>()
  /** A network's disk that is away may never answer, and each question holds a thread: it is asked once at a time. A folder that is not there yet has no disk to fill. */
  const askOnce = (folder: string): ReturnType<typeof roomOf> => {
    const asking = asked.get(folder) ?? room(folder).catch(() => ({ free: little, all: little })).finally(() => asked.delete(folder))
    asked.set(folder, asking)
    return asking
  }
  const fullOf = async (folder: string): Promise<Ill[]> => {
    const found = await atMost(patience, askOnce(folder), () => undefined)
    if (!found) return [{ name: 'disk', why: `${folder} 所在的盘没有应答：请看网络盘是不是断了` }]
    const { free, all } = found
    return free < little && free < all / 10 ? [{ name: 'disk', why: `磁盘快满了：${folder} 所在的盘只剩 ${Math.floor(free / megabyte)} MB，请清理，满了就什么也记不下` }] : []
  }
  return {
    heard: clock.heard,
    async ills() {
      const off = clock.off()
      return [...(off === undefined ? [] : [{ name: 'clock', why: spellOff(off) }]), ...(await Promise.all(folders.map(fullOf))).flat()]
    },
  }
}
