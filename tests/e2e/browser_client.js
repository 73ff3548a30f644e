// What a client in a browser does before its first screen, with what the platform has and no library.
async ({ api, live, byCookie, email, picture }) => {
  const json = { 'content-type': 'application/json' }
  const session = byCookie ? { 'x-session': 'cookie' } : {}

  async function call(method, path, { body, headers = {} } = {}) {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(api + path, { method, headers: { ...json, ...headers }, ...sent })
    return { status: answer.status, content: answer.status === 204 ? null : await answer.json() }
  }

  function upload(form, file, onprogress) {
    return new Promise((resolve, reject) => {
      const data = new FormData()
      for (const [name, value] of Object.entries(form.fields)) data.append(name, value)
      data.append('file', file)
      const request = new XMLHttpRequest()
      request.upload.onprogress = onprogress
      request.onload = () => resolve(request.status)
      request.onerror = () => reject(new Error('the upload failed'))
      request.open('POST', form.url)
      request.send(data)
    })
  }

  async function pixel(url) {
    const image = new Image()
    image.crossOrigin = 'anonymous'
    image.src = url
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
    canvas.drawImage(image, 0, 0)
    return [...canvas.getImageData(1, 1, 1, 1).data]
  }

  function pong(url) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url)
      socket.onopen = () => socket.send(JSON.stringify({ action: 'ping' }))
      socket.onmessage = (message) => {
        const frame = JSON.parse(message.data)
        if (frame.type !== 'pong') return
        socket.close()
        resolve(frame.type)
      }
      socket.onerror = () => reject(new Error('the WebSocket failed'))
    })
  }

  const person = {
    email,
    password: 'correct horse battery staple',
    username: `p${Date.now()}`,
    firstName: 'Zoë',
    lastName: 'Brandt',
  }
  const signedUp = await call('POST', '/auth/signup', { body: person, headers: session })
  const given = signedUp.content.refreshToken
  const refreshed = await call('POST', '/auth/refresh', {
    headers: { ...session, 'idempotency-key': crypto.randomUUID() },
    body: byCookie ? {} : { refreshToken: given },
  })
  const bearer = { authorization: `Bearer ${refreshed.content.accessToken}` }

  const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0))
  const file = new Blob([bytes], { type: 'image/png' })
  const wanted = { contentType: 'image/png', size: file.size }
  const form = await call('POST', '/media/upload', { body: wanted, headers: bearer })
  let progress = 0
  const uploaded = await upload(form.content.upload, file, (event) => {
    progress = event.loaded
  })
  let media
  do {
    await new Promise((done) => setTimeout(done, 100))
    media = (await call('GET', `/media/${form.content.mediaId}`, { headers: bearer })).content
  } while (media.status === 'pending')

  const ticket = await call('POST', '/chat/ticket', { headers: bearer })
  const address = live ? `${live}?ticket=${ticket.content.ticket}` : ticket.content.url
  const answered = await pong(address)
  const loggedOut = await call('POST', '/auth/logout', { headers: { ...bearer, ...session } })
  return {
    signedUp: signedUp.status,
    givenToScripts: given !== undefined,
    readable: document.cookie,
    refreshed: refreshed.status,
    uploaded,
    progress: progress >= file.size,
    media: media.status,
    pixel: await pixel(media.url),
    answered,
    loggedOut: loggedOut.status,
  }
}
