"""Makes clip.ivf and clip.wav: six dots in a ring, one a second, each with its note. Needs NumPy and ffmpeg.

Picture and sound go together: each second a dot lights up and a wave leaves it, at the moment of the note.
"""
import subprocess
import wave

import numpy as np

WIDTH, HEIGHT, RATE, SECONDS, HZ = 320, 240, 25, 6, 8000
NOTES = [523.25, 587.33, 659.25, 783.99, 880.00, 1046.50]
INK, DOT, LIT = np.array([21, 24, 28.]), np.array([70, 80, 94.]), np.array([109, 218, 166.])

y, x = np.mgrid[0:HEIGHT, 0:WIDTH] + 0.5
angles = [-np.pi / 2 + 2 * np.pi * i / SECONDS for i in range(SECONDS)]
centres = [(WIDTH / 2 + 78 * np.cos(a), HEIGHT / 2 + 78 * np.sin(a)) for a in angles]


def blend(picture, colour, cover):
    return picture + (colour - picture) * np.clip(cover, 0, 1)[..., None]


def frame(number):
    t = number / RATE
    beat, since = int(t), t % 1
    picture = np.tile(INK, (HEIGHT, WIDTH, 1)) + 10 * (1 - y / HEIGHT)[..., None]
    for i, (cx, cy) in enumerate(centres):
        distance = np.hypot(x - cx, y - cy)
        light = np.exp(-2.2 * since) if i == beat else 0
        picture = blend(picture, DOT + (LIT - DOT) * light, 13 + 4 * light - distance)
        if i == beat:
            picture = blend(picture, LIT, (1.6 - np.abs(distance - 17 - 46 * since)) * (1 - since) ** 2)
    hand = angles[0] + 2 * np.pi * t / SECONDS
    along = (x - WIDTH / 2) * np.cos(hand) + (y - HEIGHT / 2) * np.sin(hand)
    across = np.abs(-(x - WIDTH / 2) * np.sin(hand) + (y - HEIGHT / 2) * np.cos(hand))
    length = np.clip(along, 0, 50)
    picture = blend(picture, np.array([233, 235, 239.]), 2.2 - np.hypot(along - length, across))
    return picture.round().astype(np.uint8).tobytes()


encoder = subprocess.Popen(
    ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "-",
     "-c:v", "libvpx", "-b:v", "160k", "-maxrate", "220k", "-bufsize", "220k", "-g", str(RATE), "-keyint_min", str(RATE),
     "-auto-alt-ref", "0", "-deadline", "best", "-cpu-used", "0", "-f", "ivf", "clip.ivf"], stdin=subprocess.PIPE)
for number in range(RATE * SECONDS):
    encoder.stdin.write(frame(number))
encoder.stdin.close()
encoder.wait()

time = np.arange(HZ) / HZ
sound = np.concatenate([
    (np.sin(2 * np.pi * f * time) + 0.3 * np.sin(4 * np.pi * f * time)) * np.exp(-5 * time) * np.minimum(1, time * 200) for f in NOTES])
with wave.open("clip.wav", "wb") as out:
    out.setnchannels(1)
    out.setsampwidth(2)
    out.setframerate(HZ)
    out.writeframes((sound / np.abs(sound).max() * 20000).astype("<i2").tobytes())
