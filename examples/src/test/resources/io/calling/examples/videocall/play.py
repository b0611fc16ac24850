"""Decodes seen.ivf and heard.opus of a directory with FFmpeg's libraries, and prints what is in them."""
import sys

import av
import numpy as np

directory = sys.argv[1]

frames = errors = 0
with av.open(directory + "/seen.ivf") as file:
    stream = file.streams.video[0]
    print("width", stream.width)
    last = first = None
    for packet in file.demux(stream):
        try:
            for frame in packet.decode():
                frames += 1
                first = frame.time if first is None else first
                last = frame.time
        except av.AVError:
            errors += 1
print("frames", frames)
print("pictureSeconds", last)

samples, energy = 0, 0.0
with av.open(directory + "/heard.opus") as file:
    for frame in file.decode(audio=0):
        pcm = frame.to_ndarray()
        samples += frame.samples
        energy += float((pcm.astype(float) ** 2).mean()) * frame.samples
print("soundSeconds", samples / 48000)
print("loudness", (energy / max(1, samples)) ** 0.5)
print("errors", errors)
