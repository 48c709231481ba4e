#!/usr/bin/env python3
"""Makes many small inputs, for checks of what a run costs beyond decoder and networks.

usage: make_volume_inputs.py files   FOLDER [--count=N] [--broken=SHARE] [--seed=S]    1-frame clips and small photos
       make_volume_inputs.py photos  FOLDER [--count=N]                                photos of 640x425 with people
       make_volume_inputs.py clips   FOLDER [--count=N] [--seconds=S]                  short clips with people
       make_volume_inputs.py listing FOLDER [--count=N] [--ledger=OUTPUT] [--row=TEMPLATE]
                                                                   files that nobody will open, and a ledger that knows them

All in folders of 1,000. The bytes of every file differ by a comment that carries its number, except for `listing`, whose
files are hard links. The same seed makes the same files, as long as ffmpeg is the same.

`files`, `photos` and `clips` write FOLDER/_manifest.jsonl: path, kind, and for broken files the verdicts that are right.
They take the people from --media=DIR, default ../shared/media beside the project; without it `files` has test pictures.

`listing` writes FOLDER/_list.txt as well, one absolute path a line, for --input=@FILE. With --ledger it writes
OUTPUT/_postura/ledger/RUN-00000.jsonl with one row a file, made of the JSON line in TEMPLATE, in which $uri, $output,
$name, $number, $size, $mtime_ms, $sha256 (of the content), $head (the first 32 digits of it) and $run are filled in; and
OUTPUT/<output> as hard links, so that no output is missing. Needs ffmpeg; Python's standard library only.
"""
import argparse
import hashlib
import json
import os
import random
import string
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER_SIZE = 1000
RUN = "20260101T000000-volume"
# Links to one file, input and output together; ext4 allows 65,000.
LINKS = 20_000
BROKEN = ("empty", "text", "cut_photo", "cut_clip", "zeros", "sound", "playlist")
# A ledger row of version 0.1, see docs/output.md.
ROW = """
{"run":"$run","uri":"$uri","output":"$output","outcome":"DONE","identity":"$size-$mtime_ms-$head",
"options":"profile=postura model=lite running_mode=video num_poses=1 smoothing=true min_detection_confidence=0.5
 min_pose_presence_confidence=0.5 min_tracking_confidence=0.5 fps=all format=avro
 model_sha256=93cc11713276b7c907c6d59253df37412d795bcb1ea3fbae1da18392128ffcfb",
"limits":"bytes=1099511627776 pixels=67108864 duration_ms=172800000 frames=20000000 streams=100 probe_bytes=5000000
 frame_timeout_ms=20000 memory=2147483648","size_bytes":$size,"facts":{"container":"jpeg_pipe","codec":"mjpeg",
"time_base":"1/25","width":204,"height":130,"orientation":"upright","duration_us":-1,"photo":true,"times_invented":false},
"frames":1,"frames_lost":0,"poses_found":1,"elapsed_ms":12}
""".replace("\n", "")


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-threads", "1", *map(str, arguments)], check=True)


def comment(data, kind, text):
    """The same picture or clip with a comment in it, where its format has a place for one."""
    text = text.encode()
    if kind == "jpg":
        return data[:2] + b"\xff\xfe" + struct.pack(">H", len(text) + 2) + text + data[2:]
    if kind == "png":
        chunk = b"tEXtComment\0" + text
        return data[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + data[33:]
    if kind in ("mp4", "mov"):
        return data + struct.pack(">I", len(text) + 8) + b"free" + text
    if kind == "mkv":
        return data + b"\xec" + struct.pack(">B", 0x80 | len(text)) + text
    if kind == "ts":
        # Packets of the null stream.
        return data + b"\x47\x1f\xff\x10" + text.ljust(184, b"\xff")
    raise ValueError(kind)


def pictures(media):
    """Arguments that give ffmpeg one picture each."""
    photos = sorted((media / "photos").glob("*.jpg")) if media else []
    return [["-i", photo] for photo in photos]


def originals(media, pick, work):
    """Some tens of tiny files by kind."""
    sources = pictures(media)
    made = []
    for i in range(48):
        kind = ("jpg", "jpg", "png", "mp4", "mov", "mkv", "ts", "jpg")[i % 8]
        width, height = 2 * pick.randint(48, 128), 2 * pick.randint(48, 128)
        if sources and i % 4:
            size = f"scale={width}:{height}:force_original_aspect_ratio=increase,crop={width}:{height}"
            arguments = [*pick.choice(sources), "-vf", size]
        else:
            arguments = ["-f", "lavfi", "-i", f"testsrc2=s={width}x{height}:r=10:d=1,trim=start_frame={i % 10}"]
        coding = {
            "jpg": ["-q:v", 8], "png": ["-pix_fmt", "pal8"], "mkv": ["-c:v", "mpeg4", "-q:v", 12],
        }.get(kind, ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", 35, "-x264-params", "threads=1"])
        path = work / f"{i:02d}.{kind}"
        ffmpeg(*arguments, "-frames:v", 1, *coding, "-fflags", "+bitexact", "-flags:v", "+bitexact", path)
        made.append((kind, path.read_bytes()))
    return made


def broken(which, number, good, sound, pick):
    """Name's ending, bytes, and the verdicts that are right for them."""
    mark = f"number {number}".encode()
    if which == "empty":
        return "mp4", b"", ["EMPTY"]
    if which == "text":
        return "jpg", b"This is no picture. " + mark + b"\n", ["NOT_A_VIDEO"]
    if which == "cut_photo":
        data = comment(pick.choice([d for k, d in good if k == "jpg"]), "jpg", mark.decode())
        return "jpg", data[: len(data) * 2 // 3], ["TRUNCATED"]
    if which == "cut_clip":
        # The index is at the end: without it there is nothing to be had.
        data = pick.choice([d for k, d in good if k == "mp4"])
        return "mp4", data[:40] + mark + data[40 : len(data) // 3], ["TRUNCATED"]
    if which == "zeros":
        return "png", bytes(500 + number % 500), ["NOT_A_VIDEO"]
    if which == "sound":
        return "mp4", comment(sound, "mp4", mark.decode()), ["NO_VIDEO_STREAM"]
    return "mp4", b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/" + mark.replace(b" ", b"") + b".ts\n", ["REFUSED"]


class Folders:
    """Writes numbered files, 1,000 a folder, and what they are."""

    def __init__(self, root):
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.manifest = (root / "_manifest.jsonl").open("w")

    def write(self, number, ending, data, kind, codes):
        folder = self.root / f"{number // FOLDER_SIZE:04d}"
        if number % FOLDER_SIZE == 0:
            folder.mkdir(exist_ok=True)
        path = folder / f"{number:07d}.{ending}"
        path.write_bytes(data)
        row = {"path": str(path.relative_to(self.root)), "kind": kind, "codes": codes}
        self.manifest.write(json.dumps(row) + "\n")

    def close(self):
        self.manifest.close()


def make_files(options):
    pick = random.Random(options.seed)
    folders = Folders(options.folder)
    with tempfile.TemporaryDirectory() as work:
        good = originals(options.media, pick, Path(work))
        ffmpeg("-f", "lavfi", "-i", "sine=d=0.1", "-c:a", "aac", "-b:a", "32k", "-fflags", "+bitexact", f"{work}/sound.mp4")
        sound = Path(work, "sound.mp4").read_bytes()
    every = round(1 / options.broken) if options.broken else options.count + 1
    for number in range(options.count):
        if number % every == every - 1:
            which = BROKEN[number // every % len(BROKEN)]
            ending, data, codes = broken(which, number, good, sound, pick)
            folders.write(number, ending, data, which, codes)
        else:
            kind, data = pick.choice(good)
            folders.write(number, kind, comment(data, kind, f"number {number}"), kind, [])
    folders.close()


def make_photos(options):
    """The shared photos at 640x425, in several crops, so that people stand elsewhere in each."""
    sources = pictures(options.media) or sys.exit("make_volume_inputs: photos needs --media")
    folders = Folders(options.folder)
    with tempfile.TemporaryDirectory() as work:
        good = []
        for i in range(12):
            # At 1.0 to 1.25 times the size that fills the picture, cut from the middle outwards.
            factor = 1 + i // len(sources) * 0.08
            scale = f"scale=w='ceil(max(640,425*a)*{factor})':h='ceil(max(425,640/a)*{factor})',crop=640:425"
            ffmpeg(*sources[i % len(sources)], "-vf", scale, "-frames:v", 1, "-q:v", 3, "-bitexact", f"{work}/{i}.jpg")
            good.append(Path(work, f"{i}.jpg").read_bytes())
    for number in range(options.count):
        folders.write(number, "jpg", comment(good[number % len(good)], "jpg", f"number {number}"), "jpg", [])
    folders.close()


def make_clips(options):
    """Pieces of the shared clips from different beginnings, encoded again."""
    people = sorted((options.media / "people").glob("*.mp4")) if options.media else []
    if not people:
        sys.exit("make_volume_inputs: clips needs --media")
    folders = Folders(options.folder)
    with tempfile.TemporaryDirectory() as work:
        good = []
        for i in range(12):
            begin = 0.1 * (i // len(people))
            ffmpeg("-ss", begin, "-i", people[i % len(people)], "-t", options.seconds, "-an", "-c:v", "libx264", "-preset", "veryfast",
                   "-crf", 23, "-pix_fmt", "yuv420p", "-bitexact", f"{work}/{i}.mp4")
            good.append(Path(work, f"{i}.mp4").read_bytes())
    for number in range(options.count):
        folders.write(number, "mp4", comment(good[number % len(good)], "mp4", f"number {number}"), "mp4", [])
    folders.close()


def make_listing(options):
    root = options.folder.absolute()
    root.mkdir(parents=True, exist_ok=True)
    template = string.Template(Path(options.row).read_text().strip() if options.row else ROW)
    output = options.ledger.absolute() if options.ledger else None
    ledger = None
    if output:
        (output / "_postura/ledger").mkdir(parents=True, exist_ok=True)
        ledger = (output / f"_postura/ledger/{RUN}-00000.jsonl").open("w")
    with (root / "_list.txt").open("w") as names:
        for number in range(options.count):
            folder = f"{number // FOLDER_SIZE:04d}"
            path = root / folder / f"{number:07d}.jpg"
            if number % FOLDER_SIZE == 0:
                path.parent.mkdir(exist_ok=True)
                if output:
                    (output / "landmarks" / folder).mkdir(parents=True, exist_ok=True)
            if number % LINKS == 0:
                original = path
                data = f"original {number:07d}\n".encode()
                path.write_bytes(data)
                os.utime(path, ns=(1_767_225_600_000_000_000,) * 2)
                sha256 = hashlib.sha256(data).hexdigest()
            else:
                os.link(original, path)
            names.write(f"{path}\n")
            if output:
                name = f"landmarks/{folder}/{path.name}.avro"
                ledger.write(template.substitute(
                    uri=path, output=name, name=path.name, number=number, size=len(data), mtime_ms=1_767_225_600_000,
                    sha256=sha256, head=sha256[:32], run=RUN) + "\n")
                os.link(original, output / name)
    if ledger:
        ledger.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0], usage=__doc__.split("usage: ")[1].split("\n\n")[0])
    parser.add_argument("what", choices=["files", "photos", "clips", "listing"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int)
    parser.add_argument("--broken", type=float, default=0.05)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--media", type=Path, default=Path(os.environ.get("POSTURA_SHARED", ROOT.parent / "shared")) / "media")
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--row")
    options = parser.parse_args()
    if not (options.media / "photos").is_dir():
        options.media = None
    if options.folder.exists() and any(options.folder.iterdir()):
        sys.exit(f"make_volume_inputs: {options.folder} is not empty")
    counts = {"files": 5000, "photos": 300, "clips": 150, "listing": 1_000_000}
    options.count = options.count or counts[options.what]
    {"files": make_files, "photos": make_photos, "clips": make_clips, "listing": make_listing}[options.what](options)


if __name__ == "__main__":
    main()
