/** Opens the channels that are configured; each is loaded only then, since some are heavy. */
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import type { Router } from '@koa/router'
import type { ChannelConfig } from './channelConfig.ts'
import type { Log } from './bot/log.ts'
import type { Channel } from './channels/channel.ts'
import type { AppOAuth } from './channels/wecomApp/oauth.ts'
import { createLimiter, type Limiter } from './channels/limiter.ts'
import { createLease } from './ledger/lease.ts'

/** What channels are given. */
export interface ChannelDeps {
  redis: Redis
  limiter: Limiter
  log: Log
  /** ms */
  now(): number
  role: 'web' | 'worker' | 'all'
  /** What somebody reads who opens a chat with the bot for the first time. */
  welcome(): Promise<string>
  /** What somebody is called, by a channel and the id there. */
  nameOf(channel: string, id: string): Promise<string | undefined>
  /** Where a channel may keep files of its own, absolute. */
  dataDir: string
  /** Why the last picture could not be made. */
  pictureTrouble?: (() => string | undefined) | undefined
}

export interface OpenedChannels {
  channels: Channel[]
  /** Callbacks, for the processes that serve the web. */
  routers: Router[]
  /** Log-in to the pages, where a platform offers it. */
  oauth: AppOAuth | undefined
}

/** The limits of platforms hold for all workspaces together. */
const shared = '~channels'

/** Nothing here waits for a platform to be reachable. */
export async function openChannels(config: ChannelConfig, given: Omit<ChannelDeps, 'limiter'>): Promise<OpenedChannels> {
  const deps: ChannelDeps = { ...given, limiter: createLimiter(given.redis, shared) }
  const opened: OpenedChannels = { channels: [], routers: [], oauth: undefined }
  if (config.bot ?? config.app) {
    const [{ createWecomApi }, { createReach }, { createGroupRobot }] = await Promise.all([import('./channels/wecom/api.ts'), import('./channels/wecom/reach.ts'), import('./channels/groupRobot/groupRobot.ts')])
    const reach = createReach({ api: createWecomApi(config.apiBase), now: deps.now })
    const { api } = reach
    const { app } = config
    const appCall = config.bot && app && (await import('./channels/wecomApp/token.ts')).createAppApi({ ...app, redis: deps.redis, api, now: deps.now }).call
    if (config.bot?.mode === 'socket') {
      const { createWecomBot } = await import('./channels/wecomBot/wecomBot.ts')
      opened.channels.push(createWecomBot({ ...deps, account: config.bot, candidate: deps.role !== 'web', appCall, nameOf: (userid) => deps.nameOf('wecomBot', userid) }))
    }
    if (config.bot?.mode === 'callback') {
      const { createBotCallback } = await import('./channels/wecomBot/callback.ts')
      const { channel, router } = createBotCallback({ ...config.bot, ...deps, api, reach, apiBase: config.apiBase, appCall, nameOf: (userid) => deps.nameOf('wecomBot', userid) })
      opened.channels.push(channel)
      opened.routers.push(router)
    }
    if (config.app) {
      const [{ createWecomApp }, { usualMenu }] = await Promise.all([import('./channels/wecomApp/wecomApp.ts'), import('./channels/wecomApp/usualMenu.ts')])
      const { channel, router, oauth } = createWecomApp({ ...config.app, ...deps, api, oauthBase: config.oauthBase, menu: usualMenu })
      opened.oauth = oauth
      opened.channels.push(channel)
      opened.routers.push(router)
    }
    opened.channels.push(createGroupRobot({ api, apiBase: config.apiBase, limiter: deps.limiter, reach, pictureTrouble: deps.pictureTrouble }))
  }
  if (config.wechaty) {
    const [{ createWechaty }, { loadWechaty }] = await Promise.all([import('./channels/wechaty/wechaty.ts'), import('./channels/wechaty/library.ts')])
    const { daily, slowHours, ...library } = config.wechaty
    opened.channels.push(createWechaty({
      ...deps, daily, slowHours, lease: createLease(deps.redis, shared), nameOf: (id) => deps.nameOf('wechaty', id),
      load: () => loadWechaty({ ...library, folder: join(deps.dataDir, 'wechaty') }),
    }))
  }
  return opened
}
