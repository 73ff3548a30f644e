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

interface Following {
  /** How much has been sent, from 0 to 1. */
  onProgress?: (sent: number) => void;
  signal?: AbortSignal;
}

/**
 * Uploads a file and waits until it can be shown.
 *
 * The `key` makes it one upload, however often it is tried.
 *
 * @throws Failure where it did not arrive or was not ready in time
 * @throws Rejected where the server does not take it
 */
export async function upload(
  file: Blob,
  key: string,
  { onProgress, signal }: Following = {},
): Promise<MediaView> {
  const fileName = file instanceof File && file.name ? { fileName: file.name.slice(-255) } : {};
  const { mediaId, upload: form } = await answer(
    api.POST("/media/upload", {
      body: { contentType: file.type as UploadType, size: file.size, ...fileName },
      params: { header: { "Idempotency-Key": key } },
      ...(signal && { signal }),
    }),
  );
  await send(form, file, onProgress, signal);
  for (const end = Date.now() + PATIENCE; Date.now() < end; await wait(PAUSE)) {
    signal?.throwIfAborted();
    const media = await answer(api.GET("/media/{id}", { params: { path: { id: mediaId } } }));
    if (media.status === "ready") return media;
    if (media.status === "rejected") throw new Rejected(media.reason ?? "");
  }
  throw Failure.noAnswer();
}

/** `fetch` does not say how much has been sent. */
function send(
  form: UploadForm,
  file: Blob,
  onProgress: Following["onProgress"],
  signal: AbortSignal | undefined,
): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  body.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(loaded / total);
    request.onload = () =>
      request.status < 300
        ? resolve()
        : reject(new Failure(request.status, undefined, undefined, undefined));
    request.onerror = () => reject(Failure.noAnswer());
    request.onabort = () => reject(signal?.reason);
    signal?.addEventListener("abort", () => request.abort());
    request.open("POST", form.url);
    request.send(body);
  });
}
