// Microphone and camera, opened no sooner than a person has placed or accepted a call.

const CAMERA = {width: {ideal: 640}, height: {ideal: 480}, frameRate: {ideal: 25}};

export class NoMicrophoneError extends Error {}

/** The stream, and whether there is a picture in it. */
export async function open(video) {
  if (!navigator.mediaDevices) {
    throw new NoMicrophoneError("This browser gives microphones to pages of this machine only: open the page by 127.0.0.1.");
  }
  try {
    if (video) return await navigator.mediaDevices.getUserMedia({audio: true, video: CAMERA});
  } catch {
    // No camera, or none for us: the voice alone.
  }
  try {
    return await navigator.mediaDevices.getUserMedia({audio: true});
  } catch {
    throw new NoMicrophoneError("The microphone cannot be used: allow it in the address bar, then call again.");
  }
}

export async function openCamera() {
  return (await navigator.mediaDevices.getUserMedia({video: CAMERA})).getVideoTracks()[0];
}

export function close(stream) {
  stream?.getTracks().forEach(track => track.stop());
}
