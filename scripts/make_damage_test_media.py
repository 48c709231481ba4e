#!/usr/bin/env python3
"""Makes the small files of the tests of damage: one a container, 20 frames of a test picture each. Needs ffmpeg 5.1 or later.

    cd transforms/src/test/resources/media/damage && python3 ../../../../../../scripts/make_damage_test_media.py
"""
import subprocess

SOURCE = "-f lavfi -i testsrc2=s=176x144:r={rate}:d={seconds} -frames:v 20"
X264 = "-c:v libx264 -pix_fmt yuv420p -crf 38 -g 10 -x264-params threads=1"
FILES = {
    "theora.ogv": "-c:v libtheora -q:v 1 -g 10",
    "vp8.webm": "-c:v libvpx -b:v 80k -g 10",
    "vp9.webm": "-c:v libvpx-vp9 -b:v 80k -g 10",
    "mjpeg.mkv": "-c:v mjpeg -q:v 25 -vf scale=96:64",
    "h264.ts": X264,
    "mpeg2.mpg": "-r 25 -c:v mpeg2video -q:v 20 -g 10 -bf 2",
    "wmv2.asf": "-c:v wmv2 -q:v 20 -g 10",
    "flv1.flv": "-c:v flv1 -q:v 20 -g 10",
    "mpeg4.avi": "-c:v mpeg4 -q:v 20 -g 10",
    "animated.gif": "-vf scale=48:32",
    "rv10.rm": "-c:v rv10 -q:v 20 -g 10",
    "mpeg4.nut": "-c:v mpeg4 -q:v 20 -g 10",
    "mpeg2.wtv": "-r 25 -c:v mpeg2video -q:v 20 -g 10 -bf 2",
    "mpeg2.mxf": "-r 25 -c:v mpeg2video -q:v 20 -g 10 -bf 2",
    "raw.y4m": "-vf scale=16:16 -pix_fmt yuv420p",
    "raw.h264": f"{X264} -bf 2",
    "raw.h261": "-c:v h261 -q:v 25 -g 10",
    "raw.m2v": "-c:v mpeg2video -q:v 20 -g 10 -bf 2",
}

for name, options in FILES.items():
    rate = 25 if "-r 25" in options else 10
    source = SOURCE.format(rate=rate, seconds=20 / rate)
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-threads", "1", *source.split(), *options.split(), "-threads", "1",
                    "-fflags", "+bitexact", "-flags:v", "+bitexact", name], check=True)
