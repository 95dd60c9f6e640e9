import { botOf } from './corp.ts'
import type { World } from './world.ts'

/** The environment that points a product at this fake: the first bot in its mode, the app, or both. */
export function envOf({ corp, base }: World, part?: 'bot' | 'app'): Record<string, string> {
  const bot = botOf(corp)
  const ofBot = bot.mode === 'url' ? { WECOM_BOT_TOKEN: bot.token, WECOM_BOT_AES_KEY: bot.aesKey } : { WECOM_WS_URL: base.replace('http', 'ws'), WECOM_BOT_ID: bot.id, WECOM_BOT_SECRET: bot.secret }
  const ofApp = {
    WECOM_CORP_ID: corp.id,
    WECOM_APP_AGENT_ID: String(corp.app.agentId),
    WECOM_APP_SECRET: corp.app.secret,
    WECOM_APP_TOKEN: corp.app.token,
    WECOM_APP_AES_KEY: corp.app.aesKey,
  }
  return { WECOM_API_BASE: base, WECOM_OAUTH_BASE: base, ...(part !== 'app' && ofBot), ...(part !== 'bot' && ofApp) }
}
