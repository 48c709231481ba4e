#!/usr/bin/env python3
"""Makes the checksums of crops that CropVectorsTest compares with.

The crops are made by OpenCV in the way MediaPipe calls it (image_to_tensor_converter_opencv.cc). Needs
opencv-python-headless 4 (tested with 4.10.0.84): OpenCV 5 no longer rounds positions to 1/32 pixel.

usage: make_crop_vectors.py > transforms/src/test/resources/org/postura/blazepose/crop/crop_vectors.txt
"""
import math
import random
import zlib

import cv2
import numpy as np


def noise(width, height):
    """The picture: the same linear congruential generator as in the test."""
    values, state = [], 1
    for _ in range(width * height * 3):
        state = (state * 1103515245 + 12345) % 2**31
        values.append(state >> 16 & 255)
    return np.array(values, np.uint8).reshape(height, width, 3)


def crop(picture, x, y, width, height, rotation, size, border):
    degrees = np.float32(np.float64(np.float32(rotation * np.float32(180))) / math.pi)
    corners = cv2.boxPoints(((float(x), float(y)), (float(width), float(height)), float(degrees)))
    target = np.array([[0, size], [0, 0], [size, 0], [size, size]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    return cv2.warpPerspective(picture, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=border, borderValue=0)


def main():
    random.seed(2024)
    print("# OpenCV %s; by scripts/make_crop_vectors.py" % cv2.__version__)
    print("# picture width, height; centre x, y, width, height, rotation (bits of a float); size; border; CRC-32 of the RGB bytes")
    f32 = lambda value: np.float32(value)
    for i in range(300):
        width, height = random.choice([(97, 61), (61, 97), (320, 180), (33, 200), (2, 2), (3, 50)])
        picture = noise(width, height)
        if i % 3 == 0:
            side = f32(max(width, height))
            roi = [f32(0.5) * f32(width), f32(0.5) * f32(height), side, side, f32(0)]
            size, border = 224, "ZERO"
        else:
            side = f32(random.uniform(1, 2.5 * max(width, height)))
            roi = [f32(random.uniform(-0.3, 1.3) * width), f32(random.uniform(-0.3, 1.3) * height), side,
                   side * f32(random.choice([1, 1.0000001])), f32(random.uniform(-math.pi, math.pi))]
            size, border = 256, "REPLICATE" if i % 3 == 1 else "ZERO"
        result = crop(picture, *roi, size, cv2.BORDER_REPLICATE if border == "REPLICATE" else cv2.BORDER_CONSTANT)
        bits = " ".join("%08x" % int(np.float32(value).view(np.uint32)) for value in roi)
        print(width, height, bits, size, border, "%08x" % zlib.crc32(np.ascontiguousarray(result).tobytes()))


if __name__ == "__main__":
    main()
