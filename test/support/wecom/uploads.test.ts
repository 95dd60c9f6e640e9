import { describe, expect, it } from 'vitest'
import { errcodeOf, sdkScene } from './sdkScene.ts'

describe('files of a bot', () => {
  it('are uploaded in pieces and shown where they are sent, for three days', async () => {
    const { wecom, client, pass, next } = await sdkScene()
    await wecom.say({ from: 'lisi', text: '简报' })
    const bytes = Buffer.alloc(1_200_000, '简')
    const { media_id } = await client.uploadMedia(bytes, { type: 'file', filename: '简报.docx' })
    expect(wecom.uploaded(media_id)?.equals(bytes)).toBe(true)
    await client.replyMedia(await next(), 'file', media_id)
    expect(await errcodeOf(client.sendMediaMessage('lisi', 'file', media_id))).toBe(0)
    expect(await errcodeOf(client.sendMediaMessage('lisi', 'image', media_id))).toBe(40007)
    pass(72 * 3_600_000 + 1)
    expect(await errcodeOf(client.sendMediaMessage('lisi', 'file', media_id))).toBe(40007)
    expect(wecom.chat('lisi').map(({ text }) => text)).toEqual(['简报', '[简报.docx 1200000 字节]', '[简报.docx 1200000 字节]'])
  })

  it('that lack a piece are refused', async () => {
    const { client } = await sdkScene()
    const send = (cmd: string, body: Record<string, unknown>) => client.reply({ headers: { req_id: cmd } }, body, `aibot_upload_media_${cmd}`)
    const begun = await send('init', { type: 'file', filename: 'a', total_size: 2, total_chunks: 2, md5: '0' })
    const { upload_id } = (begun as { body: { upload_id: string } }).body
    await send('chunk', { upload_id, chunk_index: 0, base64_data: 'YQ==' })
    expect(await errcodeOf(send('finish', { upload_id }))).toBe(40058)
    expect(await errcodeOf(send('chunk', { upload_id: 'UP0', chunk_index: 0, base64_data: 'YQ==' }))).toBe(40058)
    expect(await errcodeOf(send('init', { type: 'file', filename: 'a', total_size: 2, total_chunks: 101, md5: '0' }))).toBe(40058)
  })
})
