"""The caller of a call, made of aiortc; the same lines as party.html.

party.py BASE NAME RELAY USERNAME PASSWORD
"""

import asyncio
import base64
import cmath
import sys
import threading
import time
import urllib.request
from fractions import Fraction

import numpy
from aiortc import RTCConfiguration, RTCIceServer, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack
from av import AudioFrame

BASE, NAME, RELAY, USERNAME, PASSWORD = sys.argv[1:]
RATE, HERTZ, BLOCK, BLOCKS, AUDIBLE, APART = 48000, 3500, 48, 5, 0.08, 250
FRAME = 960


def say(line):
    request = urllib.request.Request(f"{BASE}/say?from={NAME}", line.encode(), method="POST")
    urllib.request.urlopen(request).close()


def now():
    return time.time() * 1000


class Marks:
    """As Marks.java."""

    def __init__(self):
        self.turned = numpy.exp(-2j * cmath.pi * HERTZ * numpy.arange(RATE) / RATE)
        self.rest = numpy.zeros(0, complex)
        self.blocks = [0j] * BLOCKS
        self.at = 0
        self.last = 0
        self.found = []

    def take(self, samples, first):
        turns = self.turned[(self.at + numpy.arange(len(samples))) % RATE]
        self.at += len(samples)
        waiting = numpy.concatenate([self.rest, samples / 32768 * turns])
        begin = first - 1000 * len(self.rest) / RATE
        whole = len(waiting) // BLOCK
        for i in range(whole):
            self.blocks = self.blocks[1:] + [waiting[i * BLOCK : (i + 1) * BLOCK].sum()]
            strength = 2 * abs(sum(self.blocks)) / (BLOCK * BLOCKS)
            at = begin + 1000 * (i + 1) * BLOCK / RATE
            if strength > AUDIBLE and at - self.last > APART:
                self.found.append(at)
                self.last = at
        self.rest = waiting[whole * BLOCK :]


class Voice(AudioStreamTrack):
    def __init__(self, pcm, sent):
        super().__init__()
        self.pcm, self.sent, self.frames, self.start = pcm, sent, 0, None

    async def recv(self):
        if self.start is None:
            self.start = time.monotonic()
        self.frames += 1
        await asyncio.sleep(max(0, self.start + self.frames * FRAME / RATE - time.monotonic()))
        places = ((self.frames - 1) * FRAME + numpy.arange(FRAME)) % len(self.pcm)
        samples = self.pcm[places]
        self.sent.take(samples, now() - 1000 * FRAME / RATE)
        frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = RATE
        frame.pts = (self.frames - 1) * FRAME
        frame.time_base = Fraction(1, RATE)
        return frame


class Party:
    def __init__(self, pcm):
        self.pcm = pcm

    def open(self):
        self.sent, self.heard = Marks(), Marks()
        server = RTCIceServer(RELAY, username=USERNAME, credential=PASSWORD)
        self.pc = RTCPeerConnection(RTCConfiguration([server]))
        self.pc.addTrack(Voice(self.pcm, self.sent))
        self.pc.on("track", lambda track: asyncio.ensure_future(self.listen(track)))

    async def listen(self, track):
        first = True
        while True:
            frame = await track.recv()
            samples = frame.to_ndarray().reshape(-1)
            if len(frame.layout.channels) == 2:
                samples = samples[::2]
            self.heard.take(samples, now())
            if first:
                say("sound")
            first = False

    async def describe(self, description):
        await self.pc.setLocalDescription(description)
        # aiortc has no relay-only policy.
        lines = self.pc.localDescription.sdp.split("\r\n")
        kept = [line for line in lines if "a=candidate" not in line or "typ relay" in line]
        return base64.b64encode("\r\n".join(kept).encode()).decode()

    async def obey(self, line):
        words = line.split(" ")
        if words[0] == "call":
            self.open()
            say("signal offer " + await self.describe(await self.pc.createOffer()))
        elif words[0] == "report":
            lines = [f"sent {at}" for at in self.sent.found] + [f"heard {at}" for at in self.heard.found]
            self.sent.found, self.heard.found = [], []
            say("\n".join(lines + ["reported"]))
        elif words[0] == "end":
            await self.pc.close()
            say("ended")
        else:
            sdp = base64.b64decode(words[2]).decode()
            await self.pc.setRemoteDescription(RTCSessionDescription(sdp, "answer"))


async def main():
    pcm = numpy.frombuffer(urllib.request.urlopen(BASE + "/voice.pcm").read(), "<i2")
    party, lines, loop = Party(pcm), asyncio.Queue(), asyncio.get_running_loop()

    def read():
        for line in urllib.request.urlopen(f"{BASE}/lines?to={NAME}"):
            if line.startswith(b"data: "):
                loop.call_soon_threadsafe(lines.put_nowait, line[6:].decode().strip())

    threading.Thread(target=read, daemon=True).start()
    say("ready")
    while True:
        line = await lines.get()
        try:
            await party.obey(line)
        except Exception as error:
            say(f"failed {error!r}")
            raise


asyncio.run(main())
