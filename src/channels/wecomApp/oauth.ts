/** Log-in by the app: who opened a page inside WeCom (protocol.md section D6). */
import type { AppApi } from './token.ts'

export interface AppOAuth {
  authorizeUrl(redirectUri: string, state: string): string
  userOf(code: string): Promise<string | undefined>
}

export function createAppOAuth({ app, base, corpId, agentId }: { app: AppApi; base: string; corpId: string; agentId: number }): AppOAuth {
  return {
    authorizeUrl(redirectUri, state) {
      const url = new URL('/connect/oauth2/authorize', base)
      const query = { appid: corpId, redirect_uri: redirectUri, response_type: 'code', scope: 'snsapi_base', state, agentid: String(agentId) }
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
      return `${url.href}#wechat_redirect`
    },
    async userOf(code) {
      const { userid } = await app.call({ path: '/cgi-bin/auth/getuserinfo', query: { code } })
      return typeof userid === 'string' && userid !== '' ? userid : undefined
    },
  }
}
