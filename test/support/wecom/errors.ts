/** Error numbers as WeCom answers them: HTTP 200, `errcode`, and an `errmsg` with a tail that nobody should match on (protocol.md E). */

const words: Readonly<Record<number, string>> = {
  40001: 'invalid credential',
  40003: 'invalid openid',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40009: 'invalid image size',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40050: 'chatid is invalid',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  41001: 'access_token missing',
  42001: 'access_token expired',
  44004: 'content is empty',
  45002: 'content size out of limit',
  45009: 'api freq out of limit',
  47001: 'data format error',
  60020: 'not allow to access from your ip',
  81013: 'user & party & tag all invalid',
  93000: 'invalid webhook url',
  93006: 'invalid chatid',
  93019: 'invalid bot id',
  846605: 'invalid req_id',
  846607: 'no message from user in this chat',
  846608: 'stream message update expired',
  846609: 'websocket not subscribed',
  853000: 'invalid secret',
}

/** A refusal of the fake. */
export class WecomError extends Error {
  override name = 'WecomError'
  readonly errcode: number

  constructor(errcode: number, detail?: string) {
    super([words[errcode] ?? 'unknown error', detail].filter(Boolean).join(', '))
    this.errcode = errcode
  }
}

/** The body of a refused call. */
export const refusal = ({ errcode, message }: WecomError, now: number): { errcode: number; errmsg: string } => ({
  errcode,
  errmsg: `${message}, hint: [${now}], from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`,
})

/** The head of every call that went well. */
export const fine = { errcode: 0, errmsg: 'ok' } as const
