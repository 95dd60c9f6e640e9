import { expect, onTestFinished, test } from 'vitest'
import { createGroupRobot } from '../../../src/channels/groupRobot/groupRobot.ts'
import { createWecomApi } from '../../../src/channels/wecom/api.ts'
import { picture } from '../../support/wecom/hearing.ts'
import { startFakeWecom } from '../../support/wecom/index.ts'

const limiter = async () => 0
const largest = 2 * 1024 * 1024

test('a picture is sent as it is, up to two megabytes; WeCom refuses more for good', async () => {
  const wecom = await startFakeWecom({ corp: { members: {}, groups: [{ name: '群' }] } })
  onTestFinished(() => wecom.stop())
  const channel = createGroupRobot({ api: createWecomApi(wecom.apiBase), apiBase: wecom.apiBase, limiter })
  const send = (bytes: Buffer) => channel.send({ id: '1', text: '图1', sort: 'bulletin', mentions: [], at: 0, to: { group: wecom.webhook('群') }, picture: new Uint8Array(bytes) })
  const large = Buffer.concat([picture, Buffer.alloc(largest - picture.length)])
  await send(large)
  expect(channel.can.pictures).toEqual({ maxBytes: largest })
  expect(wecom.chat('群').map(({ kind, image }) => [kind, image?.equals(large)])).toEqual([['image', true]])
  await expect(send(Buffer.concat([large, Buffer.alloc(1)]))).rejects.toMatchObject({ name: 'Refused', errcode: 40_009, message: '图片的大小或格式不对（40009）' })
})

test('its state tells why a picture could not be made, and it is up all the same', () => {
  const deps = { api: async () => ({ errcode: 0, errmsg: '' }), apiBase: '', limiter }
  expect(createGroupRobot(deps).state?.()).toEqual({ up: true, since: 0 })
  expect(createGroupRobot({ ...deps, pictureTrouble: () => '没有中文字体' }).state?.()).toMatchObject({ up: true, detail: '简报图片没有做成，改发了文字：没有中文字体' })
})
