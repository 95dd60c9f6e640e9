import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { picture } from '../hearing.ts'
import { httpScene } from '../httpScene.ts'

const minute = 60_000
const md5 = (bytes: Buffer | string): string => createHash('md5').update(bytes).digest('hex')
const imageOf = (bytes: Buffer) => ({ msgtype: 'image', image: { base64: bytes.toString('base64'), md5: md5(bytes) } })
const text = (content: string, more = {}) => ({ msgtype: 'text', text: { content, ...more } })

describe('group robots', () => {
  it('say into their group, and mention', async () => {
    const { wecom, post } = await httpScene()
    expect(await post(wecom.webhook('工作群'), text('请报送', { mentioned_list: ['WangWu', '@all', 'nobody'] }))).toEqual({ errcode: 0, errmsg: 'ok' })
    await post(wecom.webhook('工作群'), { msgtype: 'markdown', markdown: { content: '<font color="warning">未报送</font> <@lisi>' } })
    await post(wecom.webhook('工作群'), { msgtype: 'markdown_v2', markdown_v2: { content: '| 街道 |\n<@lisi>' } })
    expect(wecom.chat('工作群').map(({ mentioned }) => mentioned)).toEqual([['wangwu', 'all'], ['lisi'], []])
  })

  it('twenty a minute', async () => {
    const { wecom, post, pass } = await httpScene()
    const send = async (n: number) => (await post(wecom.webhook('工作群'), text(`${n}`)))['errcode']
    for (let n = 0; n < 20; n++) expect(await send(n)).toBe(0)
    expect(await send(20)).toBe(45009)
    pass(minute)
    expect(await send(21)).toBe(0)
    expect(wecom.chat('工作群')).toHaveLength(21)
  })

  it('a wrong key is a wrong address', async () => {
    const { wecom, post } = await httpScene()
    expect(await post(`${wecom.webhook('工作群')}0`, text('好'))).toMatchObject({ errcode: 93000, errmsg: expect.stringContaining('invalid webhook url, hint: [') })
  })

  it.each([
    ['text that is too long', text('字'.repeat(683)), 45002],
    ['no text', text(''), 44004],
    ['Markdown that is too long', { msgtype: 'markdown', markdown: { content: 'x'.repeat(4097) } }, 45002],
    ['Markdown of the second kind that is too long', { msgtype: 'markdown_v2', markdown_v2: { content: 'x'.repeat(4097) } }, 45002],
    ['an unknown kind', { msgtype: 'stream', stream: { content: '好' } }, 40008],
    ['nine articles', { msgtype: 'news', news: { articles: Array.from({ length: 9 }, () => ({ title: '好', url: 'https://example.invalid' })) } }, 40058],
    ['a card with buttons', { msgtype: 'template_card', template_card: { card_type: 'button_interaction', main_title: { title: '换班' }, task_id: 't', button_list: [{ text: '好', key: 'k' }] } }, 40058],
    ['a card that leads nowhere', { msgtype: 'template_card', template_card: { card_type: 'text_notice', main_title: { title: '简报' } } }, 40058],
    ['a picture with a wrong sum', { msgtype: 'image', image: { base64: picture.toString('base64'), md5: '0' } }, 40009],
    ['a picture whose sum is that of its letters', { msgtype: 'image', image: { base64: picture.toString('base64'), md5: md5(picture.toString('base64')) } }, 40009],
    ['a picture as a data URL', { msgtype: 'image', image: { base64: `data:image/png;base64,${picture.toString('base64')}`, md5: md5(picture) } }, 40009],
    ['what is neither PNG nor JPG', imageOf(Buffer.from('GIF89a and what follows')), 40009],
    ['a picture larger than 2 MB', imageOf(Buffer.concat([picture, Buffer.alloc(2 * 1024 * 1024)])), 40009],
    ['no picture', imageOf(Buffer.alloc(0)), 40009],
    ['a file nobody uploaded', { msgtype: 'file', file: { media_id: 'm' } }, 40058],
  ])('refuse %s', async (_name, body, errcode) => {
    const { wecom, post } = await httpScene()
    expect(await post(wecom.webhook('工作群'), body)).toMatchObject({ errcode })
    expect(wecom.chat('工作群')).toEqual([])
  })

  it('show pictures, news, cards and files', async () => {
    const { wecom, post } = await httpScene()
    const send = async (body: Record<string, unknown>) => (await post(wecom.webhook('工作群'), body))['errcode']
    expect(await send(imageOf(picture))).toBe(0)
    expect(await send({ msgtype: 'news', news: { articles: [{ title: '第17期', url: 'https://example.invalid' }] } })).toBe(0)
    const card_action = { type: 1, url: 'https://example.invalid' }
    expect(await send({ msgtype: 'template_card', template_card: { card_type: 'text_notice', main_title: { title: '简报' }, card_action } })).toBe(0)
    const form = new FormData()
    form.append('media', new File(['内容内容'], '简报.docx'))
    const upload = await fetch(`${wecom.webhook('工作群').replace('/send?', '/upload_media?')}&type=file`, { method: 'POST', body: form })
    const { media_id } = (await upload.json()) as { media_id: string }
    expect(await send({ msgtype: 'file', file: { media_id } })).toBe(0)
    expect(wecom.chat('工作群').map(({ kind }) => kind)).toEqual(['image', 'news', 'template_card', 'file'])
    expect(wecom.chat('工作群')[0]?.image?.equals(picture)).toBe(true)
  })

  it('a fault of one chat is that of its robot', async () => {
    const { wecom, post } = await httpScene({ corp: { groups: [{ name: '甲群' }, { name: '乙群' }] } })
    wecom.fault({ on: '/cgi-bin/webhook/send', effect: { errcode: 93000 }, chat: wecom.group('甲群').chatid })
    expect(await post(wecom.webhook('甲群'), text('好'))).toMatchObject({ errcode: 93000 })
    expect(await post(wecom.webhook('乙群'), text('好'))).toMatchObject({ errcode: 0 })
  })
})
