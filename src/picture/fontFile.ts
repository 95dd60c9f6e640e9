/** Where a Chinese font lies. */
import { existsSync } from 'node:fs'

/** By their usual paths: the one that the tests and the image of the container use, then those that systems bring. */
const usual = [
  '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
  '/usr/share/fonts/wqy-microhei/wqy-microhei.ttc',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
  '/System/Library/Fonts/PingFang.ttc',
  '/System/Library/Fonts/Hiragino Sans GB.ttc',
  '/System/Library/Fonts/STHeiti Medium.ttc',
]

/** The path of a font: the one that was set, else the first that is there. */
export const findFont = (set: string | undefined): string | undefined => set ?? usual.find((path) => existsSync(path))
