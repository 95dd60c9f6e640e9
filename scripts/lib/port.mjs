import { createServer } from 'node:net'
import { Refusal } from './say.mjs'

/**
 * Refuses when the program could not listen there anyway, so that this is said at once and clearly. What is not a port at
 * all is left to the configuration's own check.
 * @param {string} host
 * @param {number} port
 */
export async function refuseTakenPort(host, port) {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return
  const code = await tryToListen(host, port)
  if (code === 'EADDRINUSE') {
    throw new Refusal(
      `端口 ${port} 已被别的程序占用。请先停掉它，或换一个端口，例如：PORT=${port + 1} npm start\n` +
        `Port ${port} is in use. Stop the other program or choose another port: PORT=${port + 1} npm start`,
    )
  }
  if (code === 'EACCES') {
    throw new Refusal(`没有权限使用端口 ${port}，请换一个 1024 以上的端口，例如：PORT=8080 npm start\nNot allowed to listen on port ${port}: choose one above 1024.`)
  }
}

/** @param {string} host @param {number} port @returns {Promise<string | undefined>} the error's code */
function tryToListen(host, port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve('code' in error ? String(error.code) : undefined))
    server.listen({ host, port }, () => server.close(() => resolve(undefined)))
  })
}
