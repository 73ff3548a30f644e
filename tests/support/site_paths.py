"""Paths at the front door, with what is there: the same at the edge and on a laptop."""

PAGES = [
    "/",
    "/post/1",
    "/user/1/",
    "/v1.2/post",
    "/api",
    "/apis/x",
    "/live/",
    "/settings/notifications",
    "/%2e%2e/x",
    "/a%2Ejs",
]
"""Those of the client, which finds its screen by the path."""

FILES = [
    "/index.html",
    "/sw.js",
    "/manifest.webmanifest",
    "/assets/app-1a2b.js",
    "/.well-known/x.txt",
    "/gone.",
]
