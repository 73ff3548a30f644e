// What CloudFront does to a request for a file: the client finds its screen by the path, so each path
// that names no file is the client.
function handler(event) {
  const request = event.request
  if (request.uri.lastIndexOf('.') < request.uri.lastIndexOf('/')) request.uri = '/index.html'
  return request
}
