"""Calls the echo server with GStreamer's webrtcbin, and prints as one line of JSON what came back.

gstreamer-peer.py '{"base": …, "relay": "turn:…" or "-", "policy": "relay" or "all", "role": "offer" or "answer" (who
describes first, seen from here), "media": "av" or "audio", "seconds": …, "username": …, "password": …,
"bundle": "max-bundle" or another policy, "codec": "VP8" or "H264", "trickle": "on" or "off", "data": "on" or "off"}'

gstreamer-peer.py --there ends well if all that it needs is there.
"""
import json
import math
import os
import re
import sys
import threading
import time
import urllib.error
import urllib.request

import gi
import numpy as np

gi.require_version("Gst", "1.0")
gi.require_version("GstWebRTC", "1.0")
gi.require_version("GstSdp", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC

Gst.init(None)
if sys.argv[1] == "--there":
    sys.exit(0 if all(map(Gst.ElementFactory.find, (
        "webrtcbin", "nicesrc", "dtlssrtpenc", "srtpenc", "opusenc", "vp8enc", "openh264enc", "h264parse", "rtpvp8pay"))) else 1)

ASKED = json.loads(sys.argv[1])
VIDEO = ASKED["media"] == "av"
CODEC = ASKED.get("codec", "VP8")
TRICKLES = ASKED.get("trickle") == "on"
RATE, PART = 48000, 960
# A chirp of one second, up and down: every moment of it sounds different.
CHIRP = np.sin(2 * math.pi * (300 * np.arange(RATE) / RATE + 1350 * (np.arange(RATE) / RATE) ** 2)) * 8000
VOICE = "appsrc name=source is-live=true format=time do-timestamp=true " \
    "caps=audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved ! queue ! opusenc ! rtpopuspay pt={0} ! " \
    "capsfilter caps=application/x-rtp,media=audio,encoding-name=OPUS,clock-rate=48000,payload={0}"
CAMERA = "videotestsrc is-live=true pattern=ball ! video/x-raw,width=320,height=240,framerate=30/1 ! queue ! videoconvert ! {1} ! " \
    "capsfilter caps=application/x-rtp,media=video,encoding-name={2},clock-rate=90000,payload={0}"
ENCODERS = {"VP8": "vp8enc name=source deadline=1 cpu-used=8 target-bitrate=400000 keyframe-max-dist=3000 ! rtpvp8pay pt={0}",
            "H264": "openh264enc name=source bitrate=400000 gop-size=3000 ! rtph264pay pt={0} config-interval=-1 aggregate-mode=zero-latency"}
EAR = "rtpopusdepay ! opusdec ! audioconvert ! audio/x-raw,format=S16LE,rate=48000,channels=1 ! appsink name=end emit-signals=true sync=false"
EYES = {"VP8": "rtpvp8depay ! vp8dec ! appsink name=end emit-signals=true sync=false",
        "H264": "rtph264depay ! h264parse ! openh264dec ! appsink name=end emit-signals=true sync=false"}


def http(method, path, body=None, kind="application/sdp"):
    request = urllib.request.Request(
        ASKED["base"] + path, data=None if body is None else body.encode(), method=method, headers={"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read().decode(), response.headers
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode(), e.headers


def until(condition, seconds):
    deadline = time.time() + seconds
    while not condition() and time.time() < deadline:
        time.sleep(0.02)


def likeness(sound):
    """The best correlation of a stretch of what was heard with what was said, over all delays."""
    best = 0.0
    said = np.concatenate([CHIRP, CHIRP[:RATE // 2]])
    energy = np.linalg.norm(CHIRP[:RATE // 2])
    for at in range(0, len(sound) - RATE // 2, RATE // 2):
        part = sound[at:at + RATE // 2]
        norm = np.linalg.norm(part)
        if norm > 0:
            product = np.fft.irfft(np.fft.rfft(said, 131072) * np.conj(np.fft.rfft(part, 131072)), 131072)
            best = max(best, float(np.max(np.abs(product[:RATE])) / (energy * norm)))
    return best


class Peer:
    def __init__(self):
        self.pipeline, self.webrtc = Gst.Pipeline(), Gst.ElementFactory.make("webrtcbin")
        self.kept, self.candidates, self.heard, self.seen, self.encoded = [], [], [], [], 0
        self.webrtc.set_property("latency", 60)
        self.webrtc.set_property("bundle-policy", getattr(
            GstWebRTC.WebRTCBundlePolicy, ASKED.get("bundle", "max-bundle").upper().replace("-", "_")))
        if ASKED["policy"] == "relay":
            self.webrtc.set_property("ice-transport-policy", GstWebRTC.WebRTCICETransportPolicy.RELAY)
        if ASKED["relay"] != "-":
            self.webrtc.set_property("turn-server", "turn://{username}:{password}@{0}".format(
                ASKED["relay"].removeprefix("turn:"), **ASKED))
        self.webrtc.connect("pad-added", self.on_track)
        self.webrtc.connect("on-ice-candidate", lambda _, index, text: self.candidates.append((index, text)))
        self.negotiable = threading.Event()
        self.webrtc.connect("on-negotiation-needed", lambda _: self.negotiable.set())
        self.pipeline.add(self.webrtc)

    def speak(self, offer=""):
        """Sends, by the payload types of the other side where there are some."""
        self.add(VOICE.format(self.payload_type(offer, "OPUS", 111)))
        if VIDEO:
            number = self.payload_type(offer, CODEC, 96)
            self.add(CAMERA.format(number, ENCODERS[CODEC].format(number), CODEC))

    @staticmethod
    def payload_type(offer, name, otherwise):
        found = re.search(r"a=rtpmap:(\d+) " + name + "/", offer, re.IGNORECASE)
        return int(found[1]) if found else otherwise

    def add(self, description):
        part = Gst.parse_bin_from_description(description, True)
        source = part.get_by_name("source")
        if source.get_factory().get_name() == "appsrc":
            threading.Thread(target=self.say, args=(source,), daemon=True).start()
        else:
            source.get_static_pad("src").add_probe(Gst.PadProbeType.BUFFER, self.count)
        self.pipeline.add(part)
        part.link(self.webrtc)
        part.sync_state_with_parent()

    @staticmethod
    def say(source):
        start, samples = time.time(), 0
        while True:
            time.sleep(max(0, start + samples / RATE - time.time()))
            source.emit("push-buffer", Gst.Buffer.new_wrapped(
                CHIRP[(samples + np.arange(PART)) % RATE].astype(np.int16).tobytes()))
            samples += PART

    def count(self, *_):
        self.encoded += 1
        return Gst.PadProbeReturn.OK

    def on_track(self, _, pad):
        if pad.get_direction() != Gst.PadDirection.SRC:
            return
        sound = "audio" in pad.get_current_caps().to_string()
        part = Gst.parse_bin_from_description(EAR if sound else EYES[CODEC], True)
        part.get_by_name("end").connect("new-sample", self.hear if sound else self.see)
        self.pipeline.add(part)
        part.sync_state_with_parent()
        pad.link(part.get_static_pad("sink"))

    def hear(self, end):
        buffer = end.emit("pull-sample").get_buffer()
        self.heard.append(np.frombuffer(buffer.extract_dup(0, buffer.get_size()), np.int16).astype(float))
        return Gst.FlowReturn.OK

    def see(self, end):
        end.emit("pull-sample")
        self.seen.append(time.time())
        return Gst.FlowReturn.OK

    def ask(self, signal, *args):
        """What webrtcbin says to it; kept, because the descriptions in it do not live longer."""
        promise = Gst.Promise.new()
        self.webrtc.emit(signal, *args, promise)
        promise.wait()
        reply = promise.get_reply()
        self.kept.append((promise, reply))
        assert reply is None or not reply.has_field("error"), (signal, reply.to_string())
        return reply

    def remote(self, kind, text):
        _, message = GstSdp.SDPMessage.new()
        GstSdp.sdp_message_parse_buffer(text.encode(), message)
        self.ask("set-remote-description", GstWebRTC.WebRTCSessionDescription.new(kind, message))

    def local(self, name):
        """Ours, with all candidates unless they follow."""
        description = self.ask("create-" + name, None).get_value(name)
        text = description.sdp.as_text()
        self.ask("set-local-description", description)
        if TRICKLES:
            return text
        until(self.gathered, 10)
        return self.webrtc.get_property("local-description").sdp.as_text()

    def gathered(self):
        return self.webrtc.get_property("ice-gathering-state") == GstWebRTC.WebRTCICEGatheringState.COMPLETE

    def describe(self):
        if ASKED["role"] == "offer":
            self.speak()
            if ASKED.get("data") == "on":
                self.pipeline.set_state(Gst.State.READY)
                self.kept.append(self.webrtc.emit("create-data-channel", "words", None))
            self.pipeline.set_state(Gst.State.PLAYING)
            self.negotiable.wait(10)
            ours = self.local("offer")
            status, theirs, headers = http("POST", "/call", ours)
            assert status == 201, (status, theirs)
            self.remote(GstWebRTC.WebRTCSDPType.ANSWER, theirs)
        else:
            status, theirs, headers = http("POST", "/offer", "")
            assert status == 201, (status, theirs)
            self.speak(theirs)
            self.pipeline.set_state(Gst.State.PLAYING)
            self.remote(GstWebRTC.WebRTCSDPType.OFFER, theirs)
            ours = self.local("answer")
            status, body, _ = http("POST", headers["Location"] + "/answer", ours)
            assert status == 204, (status, body)
        if TRICKLES:
            self.trickle(headers["Location"], ours)
        return headers["Location"], theirs

    def trickle(self, where, ours):
        names = re.findall(r"a=mid:(\S+)", ours)
        credentials = "\r\n".join(re.search("a=ice-" + name + r":\S+", ours)[0] for name in ("ufrag", "pwd"))
        done, deadline = 0, time.time() + 10
        while time.time() < deadline and not (self.gathered() and done == len(self.candidates)):
            if done == len(self.candidates):
                time.sleep(0.02)
                continue
            index, text = self.candidates[done]
            done += 1
            status, body, _ = http("PATCH", where, "{}\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:{}\r\na={}\r\n".format(
                credentials, names[index], text or "end-of-candidates"), "application/trickle-ice-sdpfrag")
            assert status == 204, (status, body)

    def dtls(self):
        sender = self.webrtc.emit("get-transceiver", 0).get_property("sender")
        return sender.get_property("transport").get_property("state").value_nick

    def run(self):
        where, theirs = self.describe()
        until(lambda: self.dtls() == "connected", 20)
        connected = time.time()
        refused = VIDEO and ASKED.get("bundle") == "none"
        until(lambda: self.heard and (self.seen or not VIDEO or refused), 15)
        before = self.encoded, len(self.seen)
        time.sleep(ASKED["seconds"])
        after = self.encoded, len(self.seen)
        voice = round(likeness(np.concatenate(self.heard)[-3 * RATE:]), 3) if self.heard else 0
        facts = json.loads(http("GET", where)[1])
        hung_up = time.time()
        deleted = http("DELETE", where)[0]
        until(lambda: self.dtls() == "closed", 5)
        ended = time.time() - hung_up
        pair = facts["selectedCandidates"] or {"local": None, "remote": None}
        return {
            "state": facts["state"],
            "local": pair["local"],
            "remote": pair["remote"],
            "likeness": voice,
            "firstFrameSeconds": round(max(0.0, self.seen[0] - connected), 3) if self.seen else -1,
            "videoSent": after[0] - before[0],
            "videoDecoded": after[1] - before[1],
            "deleted": deleted,
            "closedAfterSeconds": round(ended, 3),
            "dtls": self.dtls(),
            "stateThen": json.loads(http("GET", where)[1])["state"],
            "described": theirs,
            "told": json.dumps(facts),
        }


threading.Thread(target=GLib.MainLoop().run, daemon=True).start()
print("RESULT " + json.dumps(Peer().run()), flush=True)
os._exit(0)  # the pipeline has threads that end with nothing else
