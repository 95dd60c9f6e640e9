/** The wechaty library as far as it is used, and how it is loaded: it is heavy (60 MB), and a fork with the same face may stand in for it. */
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'

export interface WechatyContact {
  readonly id: string
  name(): string
  alias(): Promise<string | undefined>
  type(): number
  say(text: string): Promise<unknown>
}

export interface WechatyRoom {
  readonly id: string
  topic(): Promise<string>
  /** The member's name in this room, when there is one. */
  alias(contact: WechatyContact): Promise<string | undefined>
  memberAll(): Promise<WechatyContact[]>
  /** As a tagged template: a contact between two texts becomes a mention there. */
  say(text: TemplateStringsArray, ...mentions: WechatyContact[]): Promise<unknown>
}

export interface WechatyMessage {
  readonly id: string
  readonly payload?: { filename?: string | undefined; mentionIdList?: string[] | undefined } | undefined
  type(): number
  text(): string
  date(): Date
  talker(): WechatyContact
  listener(): WechatyContact | undefined
  room(): WechatyRoom | undefined
  /** A promise in wechaty itself, told at once by its fork @juzi/wechaty. */
  mentionSelf(): Promise<boolean> | boolean
}

export interface Wechaty {
  on<A extends unknown[]>(event: string, listener: (...args: A) => void): unknown
  start(): Promise<void>
  stop(): Promise<void>
  readonly puppet: {
    readonly currentUserId: string
    readonly isLoggedIn: boolean
    name(): string
    messageRawPayload(id: string): Promise<unknown>
  }
  readonly Room: { find(query: { id: string }): Promise<WechatyRoom | undefined>; findAll(query: { topic: string }): Promise<WechatyRoom[]> }
  readonly Contact: { find(query: { id: string }): Promise<WechatyContact | undefined> }
}

/** What a message is (protocol.md section F4), by the library's numbers. */
export const messageTypes = { file: 1, voice: 2, image: 6, text: 7, groupNote: 10, video: 15 } as const
/** Kind of a contact that is no person but a public account. */
export const officialAccount = 2
/** What a code's state is. */
export const scanned = { scanned: 3, confirmed: 4 } as const

export interface LibraryOptions {
  /** Name of the package: wechaty, or a fork that the operator installed. */
  package: string
  puppet: string
  token: string | undefined
  /** Where the login is remembered; nobody else may read there. */
  folder: string
}

interface Library {
  log?: { level(level: string): unknown }
  WechatyBuilder: { build(options: object): Wechaty }
}

/** A bot that was not started. The puppet is always named: the usual one would go to the network at once. */
export async function loadWechaty({ package: name, puppet, token, folder }: LibraryOptions): Promise<Wechaty> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o700)
  const { WechatyBuilder, log } = (await import(name)) as Library
  // Its own lines may hold texts of messages.
  log?.level('silent')
  return WechatyBuilder.build({
    name: join(folder, puppet.replace(/[^\w.-]+/g, '_')),
    puppet,
    // Without it WeChat lets nobody log in by the web's way any more.
    puppetOptions: { ...(token === undefined ? {} : { token }), ...(/wechat(4u)?$/.test(puppet) ? { uos: true } : {}) },
  })
}
