// What CloudFront does to a request to /api/… before the HTTP API gets it.
// Of JavaScript it knows ES 5.1 and little more: no `?.`, no destructuring.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
function handler(event) {
  const request = event.request
  request.uri = request.uri.slice('/api'.length)
  request.headers['x-viewer-address'] = { value: event.viewer.ip }
  // Without one the gateway would answer, and not the function, which says what is wrong.
  if (!request.headers.authorization || !request.headers.authorization.value) {
    request.headers.authorization = { value: 'None' }
  }
  return request
}
