#!/usr/bin/env python3
"""How fast MediaPipe's own Python is on the same photos or clips; run by scripts/baseline-mediapipe, which has the packages.

usage: baseline_mediapipe.py [--model=full] [--processes=2] [--json] FOLDER|FILE…

`solutions.pose` of MediaPipe 0.10.21: photos with static_image_mode=True, clips with tracking, a new tracker a clip. Files
are read with OpenCV and go to the processes one after the other as they get free. Nothing is written: postura's figures
have writing in them. Prints one line; the seconds count from the start of the processes, with their imports and the load of
the networks, and so does the CPU time, which is that of all of them.
"""
import argparse
import json
import multiprocessing
import os
import resource
import sys
import time
from pathlib import Path

PHOTOS = {".jpg", ".jpeg", ".png", ".webp", ".bmp"}
CLIPS = {".mp4", ".mov", ".mkv", ".webm", ".avi", ".ts"}
COMPLEXITY = {"lite": 0, "full": 1, "heavy": 2}


def quiet():
    """MediaPipe's native part talks on standard error."""
    os.environ["GLOG_minloglevel"] = "3"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def work(model, photos, names, frames, people):
    quiet()
    import cv2
    import mediapipe

    # One process a core: OpenCV's own threads would only get in each other's way.
    cv2.setNumThreads(1)
    solution = mediapipe.solutions.pose
    pose = solution.Pose(static_image_mode=True, model_complexity=COMPLEXITY[model]) if photos else None
    while True:
        name = names.get()
        if name is None:
            return
        if not photos:
            pose = solution.Pose(model_complexity=COMPLEXITY[model])
        done = found = 0
        for picture in ([cv2.imread(name)] if photos else clip(cv2, name)):
            if picture is not None:
                result = pose.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
                done += 1
                found += result.pose_landmarks is not None
        if not photos:
            pose.close()
        with frames.get_lock():
            frames.value += done
            people.value += found


def clip(cv2, name):
    capture = cv2.VideoCapture(name)
    while True:
        read, picture = capture.read()
        if not read:
            capture.release()
            return
        yield picture


def files(arguments, endings):
    found = []
    for argument in map(Path, arguments):
        inside = sorted(p for p in argument.rglob("*") if p.is_file()) if argument.is_dir() else [argument]
        found += [str(p) for p in inside if p.suffix.lower() in endings]
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--model", choices=COMPLEXITY, default="full")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    photos = files(options.inputs, PHOTOS)
    clips = files(options.inputs, CLIPS)
    if bool(photos) == bool(clips):
        sys.exit(f"baseline_mediapipe: {len(photos)} photos and {len(clips)} clips; give some of one kind")
    inputs = photos or clips
    context = multiprocessing.get_context("spawn")
    names, frames, people = context.Queue(), context.Value("q", 0), context.Value("q", 0)
    load = os.getloadavg()[0]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    for name in inputs + [None] * options.processes:
        names.put(name)
    processes = [context.Process(target=work, args=(options.model, bool(photos), names, frames, people)) for _ in range(options.processes)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    seconds = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if any(process.exitcode for process in processes):
        sys.exit(f"baseline_mediapipe: processes ended with {[process.exitcode for process in processes]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figures = {
        "kind": "photos" if photos else "clips", "files": len(inputs), "frames": frames.value, "with_people": people.value,
        "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2), "frames_per_second": round(frames.value / seconds, 2),
        "cpu_ms_per_frame": round(1000 * cpu / max(frames.value, 1), 2), "model": options.model, "processes": options.processes,
        "load_before": round(load, 2),
    }
    if options.json:
        print(json.dumps(figures))
    else:
        print("mediapipe: {files} {kind}, {frames} frames ({with_people} with somebody) in {seconds} s: {frames_per_second} frames/s, "
              "{cpu_seconds} CPU s, {cpu_ms_per_frame} CPU ms a frame (load before: {load_before})".format(**figures))


if __name__ == "__main__":
    main()
