/** The status page as HTML; everything that comes from outside is escaped. */
import { renderSVG } from 'uqr'
import { channelName } from '../../domain/channels.ts'
import { failureNames, noFailures, spellDown, spellFailed, waitingNames } from '../../domain/serviceWords.ts'
import { clockOf, dayOf, hour, minute, spellDay } from '../../domain/time.ts'
import type { Status } from './status.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

const moment = (ms: number): string => `${spellDay(dayOf(ms))} ${clockOf(ms)}`

/** `3天4小时`, `5分钟` */
export function spellSpan(ms: number): string {
  const days = Math.floor(ms / (24 * hour))
  const hours = Math.floor(ms / hour) % 24
  const minutes = Math.floor(ms / minute) % 60
  if (days > 0) return `${days}天${hours}小时`
  return hours > 0 ? `${hours}小时${minutes}分钟` : `${minutes}分钟`
}

const hearing = { all: '群内全部消息', mentioned: '只收@它的消息', private: '只收私聊', none: '只发不收' } as const

const row = (label: string, value: string) => `<tr><th scope="row">${escape(label)}</th><td>${escape(value)}</td></tr>`
const waiting = (chats: string[]) => (chats.length === 0 ? '0个会话' : `${chats.length}个会话（${chats.slice(0, 5).map((chat) => chat.slice(2)).join('、')}${chats.length > 5 ? '…' : ''}）`)

/** `通`, or why not and since when; what else is to be said of a channel that is up stands behind. */
const stateOf = ({ up, ...more }: Status['channels'][number], now: number): string =>
  up ? `通${more.detail === undefined ? '' : `（${more.detail}）`}` : `不通（${spellDown(more, now)}）`

function failuresTable({ failures, failed }: Status): string {
  if (failures.length === 0) return `<p class="good">${noFailures}。</p>`
  const rows = failures.map(({ id, at, what, ref, error }) =>
    `<tr><td>${escape(id)}</td><td>${moment(at)}</td><td>${failureNames[what]}</td><td>${escape(ref)}</td><td>${escape(error.split('\n')[0] ?? '')}</td></tr>`)
  const more = failed > failures.length ? `<p>共${failed}件，这里是最近的${failures.length}件。</p>` : ''
  return `<div class="wide"><table class="list"><thead><tr><th>编号</th><th>时间</th><th>类别</th><th>来源</th><th>原因</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${more}`
}

/** The code that somebody scans to log a channel in, drawn here: it goes to nobody else. */
const codeOf = ({ id, qr }: Status['channels'][number]): string =>
  qr === undefined ? '' : `<div class="code"><p>请用要当机器人的${escape(channelName(id))}账号扫码登录：</p>${renderSVG(qr, { border: 2 })}</div>`

const style = `
:root{color-scheme:light dark;--line:#8883}
body{font:15px/1.7 -apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",system-ui,sans-serif;max-width:860px;margin:0 auto;padding:24px 16px 64px}
h1{font-size:22px}h2{font-size:16px;margin:28px 0 8px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
th[scope=row]{font-weight:normal;opacity:.65;width:9em}.wide{overflow-x:auto}.list{font-size:13px}
.note{background:#e6a23c26;border-left:3px solid #e6a23c;padding:8px 12px;margin:8px 0}.good{opacity:.7}
.code svg{width:240px;height:240px;border-radius:8px}`
/** For the page's Content-Security-Policy. */
export const statusStyle = style

/** The whole page. */
export function statusHtml(status: Status): string {
  const { tryout, version, workspace, name, now, since, counts, link, inboxes, outboxes, channels, notices, failed } = status
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${channels.some(({ qr }) => qr !== undefined) ? '<meta http-equiv="refresh" content="15">' : ''}<title>团讯 · 运行状态</title><style>${style}</style></head>
<body><h1>运行状态</h1>
${notices.map((notice) => `<p class="note">${escape(notice)}</p>`).join('')}
<table><tbody>
${row('版本', version)}${row('试点', `${name}（${workspace}）`)}${row('现在', moment(now))}${row('已运行', spellSpan(now - since))}
${row('名册', `${counts.units}个单位，${counts.people}人，${counts.groups}个工作群`)}${row('台账', `${counts.entries}条，校验 ${link}`)}
${row(waitingNames.inbox, waiting(inboxes))}${row(waitingNames.outbox, waiting(outboxes))}${row('失败', failed === 0 ? noFailures : spellFailed(failed))}
</tbody></table>
<h2>通道</h2>
<table><tbody>${channels.map((channel) => row(channelName(channel.id), `${stateOf(channel, now)}；${hearing[channel.hears]}；最近发出：${channel.lastSent === undefined ? '近7天没有' : moment(channel.lastSent)}`)).join('')}</tbody></table>
${channels.map(codeOf).join('')}
<h2>失败</h2>
${failuresTable(status)}
${tryout ? `<p><a href="/?workspace=${encodeURIComponent(workspace)}">返回试用页</a></p>\n` : ''}</body></html>`
}
