import { wait } from "~/session/browser";
import { answer, api } from "./client";
import { Failure } from "./failure";
import type { MediaView, UploadForm, UploadType } from "./http";

const PAUSE = 700;
const PATIENCE = 60_000;

/** The server has looked at a file and does not take it. */
export class Rejected extends Error {
  override readonly name = "Rejected";
}

/**
 * Uploads a file and waits until it can be shown.
 *
 * The `key` makes it one upload, however often it is tried.
 *
 * @throws Failure where it did not arrive or was not ready in time
 * @throws Rejected where the server does not take it
 */
export async function upload(file: Blob, key: string): Promise<MediaView> {
  const { mediaId, upload: form } = await answer(
    api.POST("/media/upload", {
      body: { contentType: file.type as UploadType, size: file.size },
      params: { header: { "Idempotency-Key": key } },
    }),
  );
  await send(form, file);
  for (const end = Date.now() + PATIENCE; Date.now() < end; await wait(PAUSE)) {
    const media = await answer(api.GET("/media/{id}", { params: { path: { id: mediaId } } }));
    if (media.status === "ready") return media;
    if (media.status === "rejected") throw new Rejected(media.reason ?? "");
  }
  throw Failure.noAnswer();
}

async function send(form: UploadForm, file: Blob): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  body.append("file", file);
  const response = await fetch(form.url, { method: "POST", body }).catch(() => {
    throw Failure.noAnswer();
  });
  if (!response.ok) throw await Failure.of(response);
}
