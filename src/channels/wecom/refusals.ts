/** Why callbacks are refused, for the log: who has mistyped a token sees nothing of WeCom but that it does not take the address. */
import { minute } from '../../domain/time.ts'
import { BadCallback } from './crypto.ts'

/** Names of the variables that must be what WeCom's page shows. */
export interface CallbackSettings {
  token: string
  aesKey: string
}

export interface RefusalOptions {
  settings: CallbackSettings
  log: { warn(fields: Record<string, unknown>, message: string): void }
  /** ms */
  now(): number
}

/** WeCom's number for a message to another receiver. */
const forAnother = -40_005

/** To be told of what was refused, a wrong signature or an error. Anybody may call, so the same is logged once in a minute. */
export function createRefusals({ settings: { token, aesKey }, log, now }: RefusalOptions): (refused: 'unsigned' | BadCallback) => void {
  const told = new Map<string, number>()
  return (refused) => {
    const words = refused === 'unsigned'
      ? `回调的签名不对，已拒绝：请核对 ${token} 和企业微信后台页面上的 Token 是否一样；不是企业微信发来的可以不管`
      : refused.code === forAnother
        ? '回调是发给别的企业的，已拒绝：请核对企业ID'
        : `回调解不开，已拒绝：请核对 ${aesKey} 和企业微信后台页面上的 EncodingAESKey 是否一样`
    if (now() - (told.get(words) ?? -Infinity) < minute) return
    told.set(words, now())
    log.warn({}, words)
  }
}
