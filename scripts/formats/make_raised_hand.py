"""Writes JSON Lines of somebody who faces the camera and raises the left hand, and of a frame with nobody.

The left hand is up and, as the camera faces the person, on the right of the picture; the nose is towards the camera.
"""
import json
import sys


def point(index):
    left = index % 2 == 1 if index > 10 else index in (1, 2, 3, 7, 9)
    raised = index in (15, 17, 19, 21)
    x = 0.5 if index == 0 else 0.6 if left else 0.4
    y = 0.1 if raised else 0.2 if index <= 10 else 0.3 if index <= 14 else 0.55 if index <= 24 else 0.7 if index <= 26 else 0.9
    z = -0.2 if index == 0 or index > 30 else 0
    return x, y, z


def record(frame, poses, **more):
    return json.dumps(dict(video="hand.mp4", frame=frame, pts=frame, time_us=frame * 100000, width=1000, height=1000, poses=poses, **more))


likely = dict(visibility=0.9, presence=0.9)
image = [dict(x=x, y=y, z=z, **likely) for x, y, z in map(point, range(33))]
world = [dict(x=2 * (x - 0.5), y=2 * (y - 0.55), z=z, **likely) for x, y, z in map(point, range(33))]
pose = dict(person=0, score=0.9, landmarks=image, world_landmarks=world)
with open(sys.argv[1], "w") as out:
    print(record(0, [pose], metadata=dict(time_base="1/10")), file=out)
    print(record(1, []), file=out)
