#!/usr/bin/env python3
"""Writes what Debian's ffprobe says of each file of the shared media: shared_frames.txt beside shared.txt.

usage: make_shared_dump.py SHARED

A line a file: name, sha256, time base, sizes of the upright pictures with square pixels and how many have them, time stamps
as the first and then steps and how often they come. Needs ffprobe 5.1, which is older than postura's own FFmpeg and built
by others. What postura should do otherwise, and why, is written by hand into shared.txt.
"""
import hashlib
import itertools
import json
import subprocess
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "transforms/src/test/resources/media/shared_frames.txt"
FOLDERS = ("odd", "people", "photos")


def probe(path):
    result = subprocess.run(
        ["ffprobe", "-v", "quiet", "-of", "json", "-select_streams", "v:0", "-show_entries",
         "stream=time_base,sample_aspect_ratio:stream_side_data=rotation"
         ":frame=best_effort_timestamp,width,height,sample_aspect_ratio:frame_side_data=rotation", path],
        capture_output=True, text=True)
    found = json.loads(result.stdout or "{}")
    return found.get("streams", [{}])[:1] or [{}], found.get("frames", [])


def rotation(*holders):
    for holder in holders:
        for data in holder.get("side_data_list", []):
            if "rotation" in data:
                return int(data["rotation"])
    return 0


def size(frame, stream):
    """Pixels are made square by changing the width; beyond 1:8 and within half a percent they are left alone."""
    width, height = frame["width"], frame["height"]
    text = frame.get("sample_aspect_ratio") or stream.get("sample_aspect_ratio") or "1:1"
    numerator, denominator = map(int, text.split(":")) if ":" in text else (1, 1)
    ratio = numerator / denominator if numerator > 0 and denominator > 0 else 1
    if 1 / 8 <= ratio <= 8 and abs(ratio - 1) >= 0.005:
        width = max(1, int(width * ratio + 0.5))
    turned = rotation(frame, stream) % 180 != 0
    return f"{height}x{width}" if turned else f"{width}x{height}"


def runs(values):
    return [(value, len(list(group))) for value, group in itertools.groupby(values)]


def stamps(frames):
    values = [frame.get("best_effort_timestamp") for frame in frames]
    if None in values:
        return ",".join("none" if value is None else str(value) for value in values)
    steps = [after - before for before, after in zip(values, values[1:])]
    return "".join([str(values[0]), *(f"{step:+d}*{count}" for step, count in runs(steps))])


def line(path, media):
    [stream], frames = probe(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    parts = [str(path.relative_to(media)), digest, stream.get("time_base", "-")]
    if frames:
        parts += [",".join(f"{shape}*{count}" for shape, count in runs(size(f, stream) for f in frames)), stamps(frames)]
    return " ".join(parts)


def main(shared):
    media = Path(shared).resolve() / "media"
    files = sorted(p for folder in FOLDERS for p in (media / folder).rglob("*") if p.is_file() and "ref" not in p.parts)
    lines = ["# file, sha256, time base, sizes, time stamps: ffprobe 5.1, scripts/make_shared_dump.py"]
    TARGET.write_text("\n".join(lines + [line(path, media) for path in files]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
