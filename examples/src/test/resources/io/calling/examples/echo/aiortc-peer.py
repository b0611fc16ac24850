"""Calls the echo server with aiortc, and prints as one line of JSON what came back.

aiortc-peer.py BASE RELAY ROLE: RELAY a turn: URI, ROLE "offer" or "answer" (who describes first, seen from here).
"""
import asyncio
import fractions
import json
import math
import sys
import time
import urllib.error
import urllib.request

import av
import numpy as np
from aiortc import RTCConfiguration, RTCIceServer, RTCPeerConnection, RTCSessionDescription, MediaStreamTrack
from aiortc.mediastreams import VideoStreamTrack

BASE, RELAY, ROLE, USERNAME, PASSWORD = sys.argv[1:6]
TONE_HZ = 440
MEDIA_SECONDS = 5


def http(method, path, body=None):
    request = urllib.request.Request(
        BASE + path, data=None if body is None else body.encode(), method=method,
        headers={"Content-Type": "application/sdp"})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read().decode(), response.headers
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode(), e.headers


async def call(*args):
    return await asyncio.get_event_loop().run_in_executor(None, http, *args)


class Tone(MediaStreamTrack):
    kind = "audio"
    samples = 0
    start = None

    async def recv(self):
        self.start = self.start or time.time()
        await asyncio.sleep(max(0, self.start + self.samples / 48000 - time.time()))
        at = (self.samples + np.arange(960)) / 48000
        wave = (np.sin(2 * math.pi * TONE_HZ * at) * 8000).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 48000, self.samples, fractions.Fraction(1, 48000)
        self.samples += 960
        return frame


class Picture(VideoStreamTrack):
    sent = 0

    async def recv(self):
        self.sent += 1
        return await super().recv()


async def main():
    server = RTCIceServer(urls=RELAY, username=USERNAME, credential=PASSWORD)
    peer = RTCPeerConnection(RTCConfiguration(iceServers=[server] if RELAY != "-" else []))
    heard, pictures = [], [0]

    @peer.on("track")
    def on_track(track):
        async def take():
            try:
                while True:
                    frame = await track.recv()
                    if track.kind == "audio":
                        heard.append(frame.to_ndarray().astype(float).ravel()[::2])
                    else:
                        pictures[0] += 1
            except Exception:
                return
        asyncio.ensure_future(take())

    picture = Picture()
    peer.addTrack(Tone())
    peer.addTrack(picture)
    if ROLE == "offer":
        await peer.setLocalDescription(await peer.createOffer())
        status, theirs, headers = await call("POST", "/call", peer.localDescription.sdp)
        assert status == 201, (status, theirs)
        await peer.setRemoteDescription(RTCSessionDescription(theirs, "answer"))
    else:
        status, theirs, headers = await call("POST", "/offer", "")
        assert status == 201, (status, theirs)
        await peer.setRemoteDescription(RTCSessionDescription(theirs, "offer"))
        await peer.setLocalDescription(await peer.createAnswer())
        status, body, _ = await call("POST", headers["Location"] + "/answer", peer.localDescription.sdp)
        assert status == 204, (status, body)
    where = headers["Location"]
    deadline = time.time() + 20
    while peer.connectionState != "connected" and time.time() < deadline:
        await asyncio.sleep(0.05)
    await asyncio.sleep(MEDIA_SECONDS)
    facts = json.loads((await call("GET", where))[1])
    sound = np.concatenate(heard)[-48000:] if heard else np.zeros(48000)
    hung_up = time.time()
    deleted = (await call("DELETE", where))[0]
    dtls = peer.getSenders()[0].transport
    while dtls.state != "closed" and time.time() < hung_up + 5:
        await asyncio.sleep(0.02)
    print("RESULT " + json.dumps({
        "state": facts["state"],
        "local": facts["selectedCandidates"]["local"] if facts["selectedCandidates"] else None,
        "peakHz": int(np.abs(np.fft.rfft(sound)).argmax() * 48000 / len(sound)),
        "loudness": float(sound.std()),
        "videoSent": picture.sent,
        "videoDecoded": pictures[0],
        "deleted": deleted,
        "closedAfterSeconds": round(time.time() - hung_up, 3),
        "dtls": dtls.state,
        "remoteSdp": theirs,
    }))
    await peer.close()


asyncio.run(main())
