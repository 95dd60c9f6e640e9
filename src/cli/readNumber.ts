/** The number written behind an option, at least `least`. Throws an Error that names the option and gives a number that works. */
export function readNumber(option: string, text: string, { least, most = Number.MAX_SAFE_INTEGER, example }: { least: number; most?: number; example: number }): number {
  const number = text.trim() === '' ? NaN : Number(text)
  if (number >= least && number <= most) return number
  const bounds = most === Number.MAX_SAFE_INTEGER ? `不小于 ${least} ` : ` ${least} 到 ${most} `
  throw new Error(`--${option} 应是${bounds}的数，例：--${option} ${example}，收到：${text}`)
}
