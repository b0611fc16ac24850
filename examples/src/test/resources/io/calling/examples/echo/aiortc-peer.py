"""Calls the echo server with aiortc, and prints as one line of JSON what came back.

aiortc-peer.py '{"base": …, "relay": "turn:…" or "-", "policy": "relay" or "all", "role": "offer" or "answer" (who
describes first, seen from here), "media": "av" or "audio", "seconds": …, "username": …, "password": …,
"again": "add=video,direction=inactive,…", the offers that the server is asked to make afterwards}'
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

ASKED = json.loads(sys.argv[1])
VIDEO = ASKED["media"] == "av"
RATE = 48000
# A chirp of one second, up and down: every moment of it sounds different.
CHIRP = np.sin(2 * math.pi * (300 * np.arange(RATE) / RATE + 1350 * (np.arange(RATE) / RATE) ** 2)) * 8000


def http(method, path, body=None):
    request = urllib.request.Request(
        ASKED["base"] + path, data=None if body is None else body.encode(), method=method,
        headers={"Content-Type": "application/sdp"})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read().decode(), response.headers
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode(), e.headers


async def call(*args):
    return await asyncio.get_event_loop().run_in_executor(None, http, *args)


class Voice(MediaStreamTrack):
    kind = "audio"
    samples = 0
    start = None

    async def recv(self):
        self.start = self.start or time.time()
        await asyncio.sleep(max(0, self.start + self.samples / RATE - time.time()))
        wave = CHIRP[(self.samples + np.arange(960)) % RATE].astype(np.int16)
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, self.samples, fractions.Fraction(1, RATE)
        self.samples += 960
        return frame


class Picture(VideoStreamTrack):
    sent = 0

    async def recv(self):
        self.sent += 1
        return await super().recv()


def likeness(sound):
    """The best correlation of a stretch of what was heard with what was said, over all delays."""
    best = 0.0
    for at in range(0, len(sound) - RATE // 2, RATE // 2):
        part = sound[at:at + RATE // 2]
        norm = np.linalg.norm(part)
        if norm > 0:
            said = np.concatenate([CHIRP, CHIRP[:RATE // 2]])
            product = np.fft.irfft(np.fft.rfft(said, 131072) * np.conj(np.fft.rfft(part, 131072)), 131072)
            energy = np.sqrt(np.convolve(said ** 2, np.ones(len(part)), "valid")[:RATE])
            best = max(best, float(np.max(np.abs(product[:RATE]) / (energy[0] * norm))))
    return best


def visible(sdp):
    """With the policy "relay" as a browser has it: aiortc itself knows none, and tells everything."""
    if ASKED["policy"] != "relay":
        return sdp
    return "".join(line + "\r\n" for line in sdp.splitlines() if not line.startswith("a=candidate") or " typ relay" in line)


async def describe(peer):
    if ASKED["role"] == "offer":
        await peer.setLocalDescription(await peer.createOffer())
        status, theirs, headers = await call("POST", "/call", visible(peer.localDescription.sdp))
        assert status == 201, (status, theirs)
        await peer.setRemoteDescription(RTCSessionDescription(theirs, "answer"))
    else:
        status, theirs, headers = await call("POST", "/offer", "")
        assert status == 201, (status, theirs)
        await peer.setRemoteDescription(RTCSessionDescription(theirs, "offer"))
        await peer.setLocalDescription(await peer.createAnswer())
        status, body, _ = await call("POST", headers["Location"] + "/answer", visible(peer.localDescription.sdp))
        assert status == 204, (status, body)
    return headers["Location"], theirs


async def again(peer, where, step, heard, seen, picture):
    """The server's next offer, and what came of it."""
    status, offer, _ = await call("POST", where + "/offer?" + step, "")
    assert status == 200, (status, offer)
    await peer.setRemoteDescription(RTCSessionDescription(offer, "offer"))
    if step == "add=video":
        peer.addTrack(picture)
    await peer.setLocalDescription(await peer.createAnswer())
    status, body, _ = await call("POST", where + "/answer", visible(peer.localDescription.sdp))
    assert status == 204, (status, body)
    await asyncio.sleep(0.3)
    heard.clear()
    direction = peer.getTransceivers()[0].currentDirection
    deadline = time.time() + (10 if direction == "sendrecv" else 1.5)
    like = 0
    while time.time() < deadline and (like < 0.7 or step == "add=video" and not seen):
        await asyncio.sleep(0.3)
        like = likeness(np.concatenate(heard)) if heard else 0
    return f"[{step} direction={direction} heard={str(bool(like > 0.25)).lower()} pictures={str(bool(seen)).lower()}]"


async def main():
    server = RTCIceServer(urls=ASKED["relay"], username=ASKED["username"], credential=ASKED["password"])
    peer = RTCPeerConnection(RTCConfiguration(iceServers=[server] if ASKED["relay"] != "-" else []))
    heard, seen = [], []

    @peer.on("track")
    def on_track(track):
        async def take():
            try:
                while True:
                    frame = await track.recv()
                    if track.kind == "audio":
                        heard.append(frame.to_ndarray().astype(float).ravel()[::2])
                    else:
                        seen.append(time.time())
            except Exception:
                return
        asyncio.ensure_future(take())

    picture = Picture()
    peer.addTrack(Voice())
    if VIDEO:
        peer.addTrack(picture)
    where, theirs = await describe(peer)
    deadline = time.time() + 20
    while peer.connectionState != "connected" and time.time() < deadline:
        await asyncio.sleep(0.02)
    connected = time.time()
    while not (seen if VIDEO else heard) and time.time() < deadline:
        await asyncio.sleep(0.02)
    before = picture.sent, len(seen)
    await asyncio.sleep(ASKED["seconds"])
    after = picture.sent, len(seen)
    voice = round(likeness(np.concatenate(heard)[-3 * RATE:]), 3) if heard else 0
    steps = [await again(peer, where, step, heard, seen, picture) for step in ASKED.get("again", "").split(",") if step]
    facts = json.loads((await call("GET", where))[1])
    hung_up = time.time()
    deleted = (await call("DELETE", where))[0]
    dtls = peer.getSenders()[0].transport
    while dtls.state != "closed" and time.time() < hung_up + 5:
        await asyncio.sleep(0.02)
    ended = time.time() - hung_up
    facts_then = json.loads((await call("GET", where))[1])
    print("RESULT " + json.dumps({
        "state": facts["state"],
        "local": facts["selectedCandidates"]["local"] if facts["selectedCandidates"] else None,
        "remote": facts["selectedCandidates"]["remote"] if facts["selectedCandidates"] else None,
        "likeness": voice,
        "again": " ".join(steps),
        "firstFrameSeconds": round(seen[0] - connected, 3) if seen else -1,
        "videoSent": after[0] - before[0],
        "videoDecoded": after[1] - before[1],
        "deleted": deleted,
        "closedAfterSeconds": round(ended, 3),
        "dtls": dtls.state,
        "stateThen": facts_then["state"],
        "described": theirs,
        "told": json.dumps(facts),
    }))
    await peer.close()


asyncio.run(main())
