#!/usr/bin/env python3
"""Makes the small videos and photos of the video package's tests, and what they should decode to.

The expected values come from the ffmpeg and ffprobe commands, not from postura: time stamps from
ffprobe's frame list, pictures from ffmpeg's own rotation and conversion to RGB. Needs ffmpeg 5.1 or
later with libx264 and libwebp; run it in the directory that holds the media:

    cd transforms/src/test/resources/media/video && python3 ../../../../../../scripts/make_video_test_media.py
"""

import hashlib
import json
import pathlib
import struct
import subprocess

SIZE = (96, 64)
# Display matrices (a, b, c, d) in units of 1: shown = (a x + c y, b x + d y).
MATRICES = {
    "upright": (1, 0, 0, 1),
    "rotate_90": (0, 1, -1, 0),
    "rotate_180": (-1, 0, 0, -1),
    "rotate_270": (0, -1, 1, 0),
    "mirror_horizontal": (-1, 0, 0, 1),
    "mirror_vertical": (1, 0, 0, -1),
    "transpose": (0, 1, 1, 0),
    "transverse": (0, -1, -1, 0),
}
# EXIF's numbers for the same.
EXIF = {
    "upright": 1,
    "mirror_horizontal": 2,
    "rotate_180": 3,
    "mirror_vertical": 4,
    "transpose": 5,
    "rotate_90": 6,
    "transverse": 7,
    "rotate_270": 8,
}
# Pictures of oblong pixels: ffmpeg doesn't make them square by itself.
SQUARE = {
    # Nor does ffmpeg before 7.1 heed what a container crops.
    "crop.mkv": ["-vf", "crop=58:48:6:0"],
    "sar_4_3.mp4": ["-vf", "scale=128:64"],
    "sar_rotated.mp4": ["-noautorotate", "-vf", "scale=128:64,format=rgb24,transpose=clock"],
    # What a picture of the stream says of its orientation, players don't heed.
    "sei.mp4": ["-noautorotate"],
    "stub_first.mp4": ["-map", "0:v:1"],
    "sequence.avif": ["-map", "0:v:1"],
}
# The second stream is the film; the first is a still of it, or of something else.
SECOND = {"stub_first.mp4", "sequence.avif"}


def ffmpeg(*arguments):
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-threads", "1", *map(str, arguments)], check=True
    )


def source(seconds=0.5, rate=10, size=SIZE):
    return ["-f", "lavfi", "-i", f"testsrc2=s={size[0]}x{size[1]}:r={rate}:d={seconds}"]


def x264(name, *more, pixels="yuv420p", inputs=None):
    ffmpeg(
        *(inputs or source()), "-c:v", "libx264", "-pix_fmt", pixels, "-crf", 32, "-g", 5,
        "-x264-params", "threads=1", "-fflags", "+bitexact", "-flags:v", "+bitexact", *more, name,
    )


def mpeg4(name, *more):
    ffmpeg(*source(), "-c:v", "mpeg4", "-q:v", 12, *more, "-bitexact", name)


def not_coded(data, picture):
    """Says of an MPEG-4 picture that nothing has changed, as encoders for low rates do ("N-VOP")."""
    at = -1
    for _ in range(picture + 1):
        at = data.index(b"\0\0\1\xb6", at + 1)
    # Type (2 bits), seconds (0), marker (1), time (4 bits for 10 frames a second), marker (1), coded.
    word = int.from_bytes(data[at + 4 : at + 6], "big")
    if word >> 14 != 1 or not word >> 7 & 1 or not word >> 6 & 1:
        raise ValueError("not a P picture as expected")
    word &= ~(1 << 6)
    return data[: at + 4] + word.to_bytes(2, "big") + data[at + 6 :]


def pixel_crop(data):
    """Leaves 6 columns at the left and 8 rows at the bottom of a Matroska video out."""
    # Language "und" and FlagInterlaced make way, so that no other size changes.
    at = data.index(b"\x22\xb5\x9c\x83und")
    data = data[:at] + data[at + 7 :]
    size = b"\xb0\x81\x40\xba\x81\x38"
    crop = b"\x54\xaa\x81\x08\x54\xcc\x81\x06\xec\x80"
    old, new = b"\xe0\x89" + size + b"\x9a\x81\x02", b"\xe0\x90" + size + crop
    if data.count(old) != 1:
        raise ValueError("not written as expected")
    return data.replace(old, new)


def empty_last_sample(data):
    """Makes the last sample of an MP4 one of no bytes."""
    at = data.index(b"stsz") + 4
    count = int.from_bytes(data[at + 8 : at + 12], "big")
    last = at + 12 + 4 * (count - 1)
    return data[:last] + bytes(4) + data[last + 4 :]


def patch_matrix(data, matrix):
    """Puts a display matrix into the track header of an MP4."""
    at = data.index(b"tkhd") + 4
    at += 4 + (32 if data[at] == 1 else 20) + 16
    a, b, c, d = (value << 16 for value in matrix)
    w, h = SIZE
    x = w << 16 if matrix[0] < 0 else (h << 16 if matrix[2] < 0 else 0)
    y = h << 16 if matrix[3] < 0 else (w << 16 if matrix[1] < 0 else 0)
    packed = struct.pack(">9i", a, b, 0, c, d, 0, x, y, 1 << 30)
    return data[:at] + packed + data[at + 36 :]


def animated_avif(name):
    """By Pillow (11.3 or later), which writes the first picture as a photo of its own as well."""
    from PIL import Image

    row = bytes(3 * x for x in range(64))
    rows = [row[-8 * i :] + row[: -8 * i] if i else row for i in range(3)]
    frames = [Image.frombytes("L", (64, 48), shifted * 48).convert("RGB") for shifted in rows]
    frames[0].save(name, save_all=True, append_images=frames[1:], duration=100, quality=40)


def exif(orientation):
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x112, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def make():
    x264("bframes.mp4", "-bf", 2, "-movflags", "+faststart")
    x264("still.mp4", inputs=source(0.2))
    still = pathlib.Path("still.mp4").read_bytes()
    pathlib.Path("still.mp4").unlink()
    for name, matrix in MATRICES.items():
        pathlib.Path(f"{name}.mp4").write_bytes(patch_matrix(still, matrix))
    x264("sar_4_3.mp4", "-vf", "setsar=4/3", inputs=source(0.2))
    x264("sar_rotated.mp4", "-vf", "setsar=4/3", inputs=source(0.2))
    rotated = pathlib.Path("sar_rotated.mp4")
    rotated.write_bytes(patch_matrix(rotated.read_bytes(), MATRICES["rotate_90"]))
    x264("vfr.mp4", "-vf", "settb=1/1000,setpts=N*N*25+40", "-vsync", "vfr",
         "-enc_time_base", "1/1000", "-bf", 2)
    x264("raw.h264", "-f", "h264")
    x264("stream.ts", "-bf", 2, "-muxdelay", 0)
    # The 33 bits of MPEG-TS's clock of 90 kHz end after 95443.718 s.
    x264("wraps.ts", "-bf", 2, "-muxdelay", 0, "-output_ts_offset", "95443.5")
    x264("joined.ts", "-muxdelay", 0, inputs=source(0.3))
    joined = pathlib.Path("joined.ts")
    # The second half begins where the first began: time stamps jump back.
    joined.write_bytes(joined.read_bytes() * 2)
    x264("fragmented.mp4", "-movflags", "frag_keyframe+empty_moov")
    pathlib.Path("whole.mp4").write_bytes(pathlib.Path("bframes.mp4").read_bytes())
    ffmpeg("-ss", 0.2, "-i", "whole.mp4", "-c", "copy", "-bitexact", "edit_list.mp4")
    pathlib.Path("whole.mp4").unlink()
    ffmpeg(*source(0.2, size=(64, 56)), "-pix_fmt", "yuv420p", "-c:v", "ffv1", "-bitexact", "crop.mkv")
    whole = pathlib.Path("crop.mkv")
    whole.write_bytes(pixel_crop(whole.read_bytes()))
    # Two transport streams one after the other, whose packets have different identifiers.
    x264("first.ts", "-muxdelay", 0, inputs=source(0.3))
    x264("second.ts", "-muxdelay", 0, "-mpegts_start_pid", "0x200", inputs=source(0.3))
    parts = [pathlib.Path("first.ts"), pathlib.Path("second.ts")]
    pathlib.Path("two_pids.ts").write_bytes(b"".join(p.read_bytes() for p in parts))
    for part in parts:
        part.unlink()
    mpeg4("not_coded.mp4")
    whole = pathlib.Path("not_coded.mp4")
    whole.write_bytes(not_coded(whole.read_bytes(), 2))
    mpeg4("empty_sample.mp4")
    whole = pathlib.Path("empty_sample.mp4")
    whole.write_bytes(empty_last_sample(whole.read_bytes()))
    # The AVI writer fills gaps in time with empty chunks.
    mpeg4("gaps.avi", "-vf", "select='not(eq(n,2))'", "-vsync", "vfr")
    x264("live.mkv", "-live", 1, "-f", "matroska")
    ffmpeg(*source(), "-c:v", "libvpx", "-b:v", "60k", "-live", 1, "-bitexact", "live.webm")
    # Two and a half seconds of sound before the first picture.
    ffmpeg("-f", "lavfi", "-i", "sine=d=3", "-itsoffset", 2.5, *source(0.2, 25), "-map", 0, "-map", 1,
           "-c:a", "aac", "-ac", 1, "-b:a", "32k", "-c:v", "flv1", "-b:v", "100k", "-vsync", "vfr",
           "-bitexact", "late.flv")
    # Of two videos the larger one is taken.
    ffmpeg("-i", "upright.mp4", "-i", "bframes.mp4", "-map", 1, "-map", 0, "-c", "copy", "-bitexact",
           "-disposition:v", 0, "two_streams.mkv")
    x264("yuv444.mkv", pixels="yuv444p", inputs=source(0.2, size=(35, 27)))
    x264("hi10_bt709.mkv", "-colorspace", "bt709", "-color_range", "tv", pixels="yuv420p10le")
    x264("full_range.mkv", pixels="yuvj420p")
    x264("gray.mkv", pixels="gray")
    x264("yuv422.mkv", pixels="yuv422p", inputs=source(0.2))
    ffmpeg(*source(0.2, size=(63, 47)), "-pix_fmt", "yuv420p", "-c:v", "ffv1", "-bitexact",
           "odd_height.mkv")
    x264("encrypted.mp4", "-encryption_scheme", "cenc-aes-ctr",
         "-encryption_key", "76a6c65c5ea762046bd749a2e632ccbb",
         "-encryption_kid", "a7e61c373e219033c21091fa607bf3b8")
    x264("small.h264", "-f", "h264", inputs=source(0.3))
    x264("large.h264", "-f", "h264", inputs=source(0.3, size=(128, 96)))
    parts = [pathlib.Path("small.h264"), pathlib.Path("large.h264")]
    pathlib.Path("size_change.h264").write_bytes(b"".join(p.read_bytes() for p in parts))
    for part in parts:
        part.unlink()
    ffmpeg(*source(0.1), "-frames:v", 1, "-q:v", 8, "-bitexact", "photo.jpg")
    jpeg = pathlib.Path("photo.jpg").read_bytes()
    pathlib.Path("photo.jpg").unlink()
    for name, number in EXIF.items():
        pathlib.Path(f"{name}.jpg").write_bytes(jpeg[:2] + exif(number) + jpeg[2:])
    ffmpeg(*source(0.1), "-frames:v", 1, "-pix_fmt", "rgba", "-bitexact", "rgba.png")
    ffmpeg(*source(0.1), "-frames:v", 1, "-pix_fmt", "pal8", "-bitexact", "palette.png")
    ffmpeg(*source(0.1), "-frames:v", 1, "-quality", 50, "-bitexact", "photo.webp")
    ffmpeg(*source(0.3), "-pix_fmt", "yuv420p", "-c:v", "ffv1", "-level", 1, "-bitexact",
           "-output_ts_offset", 1700000000, "epoch.mkv")
    ffmpeg(*source(0.3), "-c:v", "mpeg4", "-q:v", 12, "-bitexact", "-output_ts_offset", 1700000000, "epoch.nut")
    ffmpeg(*source(0.2), "-c:v", "hap", "-bitexact", "hap.mov")
    ffmpeg(*source(0.3), "-c:v", "flashsv", "-bitexact", "flashsv.flv")
    ffmpeg(*source(0.3), "-c:v", "flashsv2", "-bitexact", "flashsv2.flv")
    ffmpeg(*source(0.2), "-pix_fmt", "yuv420p", "-c:v", "vc2", "-b:v", "200k", "-strict", -1, "-bitexact", "dirac.mkv")
    for suffix in ("ppm", "pgm", "pam", "jp2"):
        ffmpeg(*source(0.1, size=(48, 32)), "-frames:v", 1, "-bitexact", f"photo.{suffix}")
    ffmpeg(*source(0.1, size=(48, 32)), "-pix_fmt", "monow", "-frames:v", 1, "photo.pbm")
    ffmpeg(*source(0.1, size=(64, 48)), *source(1, size=(48, 32)), "-map", 0, "-map", 1, "-c:v", "mpeg4", "-q:v", 20,
           "-bitexact", "stub_first.mp4")
    ffmpeg("-i", "bframes.mp4", "-c", "copy", "-bsf:v", "h264_metadata=display_orientation=insert:rotate=90",
           "-bitexact", "sei.mp4")
    animated_avif("sequence.avif")
    ffmpeg(
        "-f", "lavfi", "-i", "sine=d=0.3", "-i", "upright.jpg", "-map", 0, "-map", 1, "-c:a", "aac",
        "-c:v", "copy", "-disposition:v", "attached_pic", "-bitexact", "sound_and_cover.m4a",
    )


def probe(name):
    result = subprocess.run(
        ["ffprobe", "-v", "quiet", "-of", "json", "-select_streams", "v:1" if name in SECOND else "v:0",
         "-show_entries",
         "stream=time_base:frame=best_effort_timestamp", name],
        check=True, capture_output=True,
    )
    found = json.loads(result.stdout)
    stamps = [str(f.get("best_effort_timestamp", "none")) for f in found["frames"]]
    return found["streams"][0]["time_base"], stamps


def pictures(name):
    """ffmpeg's upright pictures with square pixels, as raw RGB."""
    options = SQUARE.get(name, [])
    before = [o for o in options if o == "-noautorotate"]
    after = [o for o in options if o != "-noautorotate"]
    result = subprocess.run(
        ["ffmpeg", "-v", "error", "-threads", "1", *before, "-i", name, "-vsync", "passthrough",
         *after, "-autoscale", "0", "-pix_fmt", "rgb24", "-f", "rawvideo", "-"],
        check=True, capture_output=True,
    )
    return result.stdout


def expect():
    lines = ["# file, time base, time stamps, SHA-256 of the upright RGB pictures: ffprobe and ffmpeg"]
    undecodable = {"encrypted.mp4", "sound_and_cover.m4a", "two_pids.ts"}
    names = sorted(p.name for p in pathlib.Path(".").iterdir() if p.suffix != ".txt")
    for name in names:
        if name in undecodable:
            continue
        base, stamps = probe(name)
        digest = hashlib.sha256(pictures(name)).hexdigest()
        lines.append(f"{name} {base} {','.join(stamps)} {digest}")
    pathlib.Path("expected.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    make()
    expect()
