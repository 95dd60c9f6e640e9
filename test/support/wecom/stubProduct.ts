/** A stand-in for a product's callback addresses, for the fake's own tests: it decrypts, keeps what came, and answers as it is told. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { xmlField } from './callback.ts'
import { decrypt, encrypt, sign } from './crypto.ts'
import type { Secrets } from './crypto.ts'

/** What the stand-in does with a decrypted callback: its passive reply, raw bytes, none with undefined, a bare status, or no answer. */
export type Behave = (plain: string, n: number) => string | number | 'never' | { raw: string } | undefined

export async function stubProduct(secrets: Secrets, behave: Behave = () => undefined) {
  const heard: string[] = []
  const server = createServer(async (request, response) => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams
    const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? '']
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const json = body.startsWith('{')
    const encrypted = query.get('echostr') ?? (json ? (JSON.parse(body) as { encrypt: string }).encrypt : xmlField(body, 'Encrypt'))
    if (query.get('msg_signature') !== sign(secrets.token, timestamp, nonce, encrypted)) return void response.writeHead(403).end()
    const plain = decrypt(secrets, encrypted)
    const answer = query.has('echostr') ? behave(plain, 0) : behave(plain, heard.push(plain))
    if (answer === 'never') return
    if (answer === undefined || typeof answer === 'number') return void response.writeHead(answer ?? 200).end()
    if (typeof answer === 'object') return void response.end(answer.raw)
    if (query.has('echostr')) return void response.end(answer)
    const reply = encrypt(secrets, answer)
    const msgsignature = sign(secrets.token, timestamp, nonce, reply)
    const xml = `<xml><Encrypt><![CDATA[${reply}]]></Encrypt><MsgSignature><![CDATA[${msgsignature}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`
    response.end(json ? JSON.stringify({ encrypt: reply, msgsignature, timestamp: Number(timestamp), nonce }) : xml)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`, heard }
}
